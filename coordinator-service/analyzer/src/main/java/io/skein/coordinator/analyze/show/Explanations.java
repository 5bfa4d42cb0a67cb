package io.skein.coordinator.analyze.show;

import io.skein.coordinator.analyze.Statements;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.statement.PreparedStatements;
import io.skein.coordinator.parse.RemoteExplanation;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.ExplainFormat;
import io.trino.sql.tree.ExplainType;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowGrants;
import io.trino.sql.tree.ShowRoleGrants;
import io.trino.sql.tree.ShowRoles;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowSession;
import io.trino.sql.tree.ShowStats;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.Update;
import java.util.Optional;

/** EXPLAIN in its types and formats. A statement that is done without a plan is its own explanation, and is not looked into. */
public final class Explanations {
    private final Statements statements;
    private final StatementParser parser;
    private final PlanContext context;

    public Explanations(Statements statements, StatementParser parser, PlanContext context) {
        this.statements = statements;
        this.parser = parser;
        this.context = context;
    }

    public StatementPlan plan(Explain explain) {
        ExplainType.Type type =
                first(explain, ExplainType.class).map(ExplainType::getType).orElse(ExplainType.Type.DISTRIBUTED);
        ExplainFormat.Type format = first(explain, ExplainFormat.class)
                .map(ExplainFormat::getType)
                .orElse(type == ExplainType.Type.IO ? ExplainFormat.Type.JSON : ExplainFormat.Type.TEXT);
        Statement explained = explain.getStatement();
        Statement prepared = prepared(explained);
        if (!planned(prepared) && type != ExplainType.Type.VALIDATE) {
            return Listing.of("Query Plan").row(definition(prepared)).fitted().plan(context);
        }
        if (RemoteExplanation.told(explain)) {
            return new StatementPlan.Explain(
                    statements.plan(explained, context),
                    StatementPlan.ExplainType.REMOTE,
                    StatementPlan.ExplainFormat.TEXT,
                    false);
        }
        if (type == ExplainType.Type.IO && format == ExplainFormat.Type.GRAPHVIZ) {
            throw new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "Unhandled plan type: " + type);
        }
        return new StatementPlan.Explain(
                statements.plan(explained, context),
                StatementPlan.ExplainType.valueOf(type.name()),
                StatementPlan.ExplainFormat.valueOf(format.name()),
                false);
    }

    public StatementPlan plan(ExplainAnalyze explain) {
        Statement prepared = prepared(explain.getStatement());
        if (!planned(prepared)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "EXPLAIN ANALYZE doesn't support statement type: "
                            + prepared.getClass().getSimpleName());
        }
        return new StatementPlan.Explain(
                statements.plan(explain.getStatement(), context),
                StatementPlan.ExplainType.DISTRIBUTED,
                StatementPlan.ExplainFormat.TEXT,
                true);
    }

    /** The first one wins, as Trino has it. */
    private static <T> Optional<T> first(Explain explain, Class<T> option) {
        return explain.getOptions().stream()
                .filter(option::isInstance)
                .map(option::cast)
                .findFirst();
    }

    private Statement prepared(Statement statement) {
        return switch (statement) {
            case Execute execute -> parser.parse(PreparedStatements.text(execute.getName(), context));
            case ExecuteImmediate execute -> parser.parse(execute.getStatement());
            default -> statement;
        };
    }

    private static boolean planned(Statement statement) {
        return switch (statement) {
            case Query _, Insert _, CreateTableAsSelect _, Update _, Delete _, Merge _ -> true;
            case Analyze _, TableExecute _, RefreshMaterializedView _ -> true;
            case ShowCatalogs _, ShowSchemas _, ShowTables _, ShowColumns _, ShowCreate _, ShowFunctions _ -> true;
            case ShowSession _, ShowStats _, ShowRoles _, ShowRoleGrants _, ShowGrants _ -> true;
            case DescribeInput _, DescribeOutput _, Explain _, ExplainAnalyze _ -> true;
            default -> false;
        };
    }

    private static String definition(Statement statement) {
        return switch (statement) {
            case CreateTable create -> "CREATE TABLE " + create.getName();
            case CreateView create -> "CREATE VIEW " + create.getName();
            case Prepare prepare -> "PREPARE " + prepare.getName();
            default -> StatementText.of(statement).strip();
        };
    }
}
