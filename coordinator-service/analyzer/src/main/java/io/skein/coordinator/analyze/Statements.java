package io.skein.coordinator.analyze;

import io.skein.coordinator.analyze.change.AnalyzePlanner;
import io.skein.coordinator.analyze.change.MergePlanner;
import io.skein.coordinator.analyze.change.RefreshPlanner;
import io.skein.coordinator.analyze.change.RowChangePlanner;
import io.skein.coordinator.analyze.change.TableProcedures;
import io.skein.coordinator.analyze.change.WritePlanner;
import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.ExpectedTables;
import io.skein.coordinator.analyze.scope.Parameters;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.session.SessionStatements;
import io.skein.coordinator.analyze.show.Explanations;
import io.skein.coordinator.analyze.show.FunctionListing;
import io.skein.coordinator.analyze.show.ShowPlanner;
import io.skein.coordinator.analyze.statement.CatalogPlanner;
import io.skein.coordinator.analyze.statement.ClientStatements;
import io.skein.coordinator.analyze.statement.CommentPlanner;
import io.skein.coordinator.analyze.statement.DefinitionPlanner;
import io.skein.coordinator.analyze.statement.FunctionPlanner;
import io.skein.coordinator.analyze.statement.MaterializedViewPlanner;
import io.skein.coordinator.analyze.statement.PreparedStatements;
import io.skein.coordinator.analyze.statement.PrivilegeStatements;
import io.skein.coordinator.analyze.statement.Procedures;
import io.skein.coordinator.analyze.statement.RefusedStatements;
import io.skein.coordinator.analyze.statement.RoleStatements;
import io.skein.coordinator.analyze.statement.TableChangePlanner;
import io.skein.coordinator.analyze.statement.ViewPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.NamedCatalog;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.Comment;
import io.trino.sql.tree.Commit;
import io.trino.sql.tree.CreateCatalog;
import io.trino.sql.tree.CreateFunction;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateRole;
import io.trino.sql.tree.CreateSchema;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.Deny;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.DropCatalog;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.DropFunction;
import io.trino.sql.tree.DropMaterializedView;
import io.trino.sql.tree.DropNotNullConstraint;
import io.trino.sql.tree.DropRole;
import io.trino.sql.tree.DropSchema;
import io.trino.sql.tree.DropTable;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Grant;
import io.trino.sql.tree.GrantRoles;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.RenameMaterializedView;
import io.trino.sql.tree.RenameSchema;
import io.trino.sql.tree.RenameTable;
import io.trino.sql.tree.RenameView;
import io.trino.sql.tree.ResetSession;
import io.trino.sql.tree.ResetSessionAuthorization;
import io.trino.sql.tree.Revoke;
import io.trino.sql.tree.RevokeRoles;
import io.trino.sql.tree.Rollback;
import io.trino.sql.tree.SetAuthorizationStatement;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.SetPath;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.SetRole;
import io.trino.sql.tree.SetSession;
import io.trino.sql.tree.SetSessionAuthorization;
import io.trino.sql.tree.SetTimeZone;
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
import io.trino.sql.tree.StartTransaction;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.TruncateTable;
import io.trino.sql.tree.Update;
import io.trino.sql.tree.Use;
import java.util.List;
import java.util.stream.IntStream;

/** Hands each kind of statement to its planner. */
public final class Statements {
    private final CatalogMetadata metadata;
    private final FunctionRegistry functions;
    private final StatementParser parser;
    private final SessionView session;

    Statements(CatalogMetadata metadata, FunctionRegistry functions, StatementParser parser, SessionView session) {
        this.metadata = metadata;
        this.functions = functions;
        this.parser = parser;
        this.session = session;
    }

    SessionView session(Statement statement) {
        return statement instanceof Query query && !query.getSessionProperties().isEmpty()
                ? session.with(new SessionStatements(context()).properties(query.getSessionProperties()))
                : session;
    }

    public StatementPlan plan(Statement statement) {
        if (!carriesParameters(statement)) {
            PreparedStatements.requireCount(statement, 0, statement);
        }
        return plan(statement, context());
    }

    public StatementDescription describe(Statement statement) {
        if (carriesParameters(statement)) {
            return new StatementDescription(plan(statement), List.of());
        }
        Parameters parameters = Parameters.unknown();
        StatementPlan plan = plan(statement, context().with(parameters));
        return new StatementDescription(
                plan,
                IntStream.range(0, PreparedStatements.count(statement))
                        .mapToObj(parameters::typeOf)
                        .toList());
    }

    /** Whether the {@code ?} in the statement are another statement's. */
    private static boolean carriesParameters(Statement statement) {
        return statement instanceof Prepare || statement instanceof Execute || statement instanceof ExecuteImmediate;
    }

    private PlanContext context() {
        return PlanContext.of(metadata, functions, parser, session, List.of());
    }

    public StatementPlan plan(Statement statement, PlanContext context) {
        if (statement instanceof Query || statement instanceof CreateTableAsSelect || statement instanceof Insert) {
            ExpectedTables.tell(statement, context);
        }
        return switch (statement) {
            case Query query -> query(query, context);
            case Explain explain -> new Explanations(this, parser, context).plan(explain);
            case ExplainAnalyze explain -> new Explanations(this, parser, context).plan(explain);
            case CreateTableAsSelect create -> new WritePlanner(context).create(create);
            case Insert insert -> new WritePlanner(context).insert(insert);
            case Delete delete -> new RowChangePlanner(context).delete(delete);
            case Update update -> new RowChangePlanner(context).update(update);
            case Merge merge -> new MergePlanner(context).plan(merge);
            case CreateCatalog create -> new CatalogPlanner(context).create(create);
            case DropCatalog drop -> new CatalogPlanner(context).drop(drop);
            case CreateSchema create -> new DefinitionPlanner(context).createSchema(create);
            case DropSchema drop -> new DefinitionPlanner(context).dropSchema(drop);
            case CreateTable create -> new DefinitionPlanner(context).createTable(create);
            case DropTable drop -> new DefinitionPlanner(context).dropTable(drop);
            case RenameSchema rename -> new DefinitionPlanner(context).renameSchema(rename);
            case RenameTable rename -> new DefinitionPlanner(context).renameTable(rename);
            case Analyze analyze -> new AnalyzePlanner(context).plan(analyze);
            case CreateMaterializedView create -> new MaterializedViewPlanner(context).create(create);
            case DropMaterializedView drop -> new MaterializedViewPlanner(context).drop(drop);
            case RenameMaterializedView rename -> new MaterializedViewPlanner(context).rename(rename);
            case RefreshMaterializedView refresh -> new RefreshPlanner(context).plan(refresh);
            case SetProperties set
            when NamedCatalog.of(set.getName()).isPresent() -> new CatalogPlanner(context).alter(set);
            case SetProperties set
            when set.getType() == SetProperties.Type.MATERIALIZED_VIEW ->
                new MaterializedViewPlanner(context).setProperties(set);
            case CreateView create -> new ViewPlanner(context).create(create);
            case DropView drop -> new ViewPlanner(context).drop(drop);
            case RenameView rename -> new ViewPlanner(context).rename(rename);
            case CreateFunction create -> new FunctionPlanner(context).create(create);
            case DropFunction drop -> new FunctionPlanner(context).drop(drop);
            case AddColumn add -> new TableChangePlanner(context).add(add);
            case DropColumn drop -> new TableChangePlanner(context).drop(drop);
            case RenameColumn rename -> new TableChangePlanner(context).rename(rename);
            case SetColumnType set -> new TableChangePlanner(context).setType(set);
            case DropNotNullConstraint drop -> new TableChangePlanner(context).dropNotNull(drop);
            case SetProperties set
            when set.getType() == SetProperties.Type.TABLE -> new TableChangePlanner(context).setProperties(set);
            case TruncateTable truncate -> new TableChangePlanner(context).truncate(truncate);
            case TableExecute execute -> new TableProcedures(context).plan(execute);
            case Call call -> new Procedures(context).call(call);
            case Comment comment -> new CommentPlanner(context, comment).plan();
            case Use use -> new SessionStatements(context).use(use);
            case SetSession set -> new SessionStatements(context).set(set);
            case ResetSession reset -> new SessionStatements(context).reset(reset);
            case SetTimeZone set -> new SessionStatements(context).timeZone(set);
            case SetPath set -> new ClientStatements(context).path(set);
            case SetSessionAuthorization set -> new ClientStatements(context).authorization(set);
            case ResetSessionAuthorization _ -> new ClientStatements(context).resetAuthorization();
            case StartTransaction start -> new ClientStatements(context).transaction(start);
            case Commit _ -> command(new CoordinatorCommand.Commit(), "COMMIT");
            case Rollback _ -> command(new CoordinatorCommand.Rollback(), "ROLLBACK");
            default -> show(statement, context);
        };
    }

    private StatementPlan show(Statement statement, PlanContext context) {
        PreparedStatements prepared = new PreparedStatements(this, parser, context);
        ShowPlanner show = new ShowPlanner(context);
        return switch (statement) {
            case Prepare prepare -> prepared.prepare(prepare);
            case Execute execute -> prepared.execute(execute);
            case ExecuteImmediate execute -> prepared.execute(execute);
            case Deallocate deallocate -> prepared.deallocate(deallocate);
            case DescribeInput describe -> prepared.describeInput(describe);
            case DescribeOutput describe -> prepared.describeOutput(describe);
            case ShowCatalogs catalogs -> show.catalogs(catalogs);
            case ShowSchemas schemas -> show.schemas(schemas);
            case ShowTables tables -> show.tables(tables);
            case ShowColumns columns -> show.columns(columns);
            case ShowFunctions all -> new FunctionListing(context).list(all);
            case ShowSession properties -> show.session(properties);
            case ShowCreate create
            when NamedCatalog.of(create.getName()).isPresent() -> new CatalogPlanner(context).show(create);
            case ShowCreate create -> show.create(create);
            case ShowStats statistics -> show.statistics(statistics);
            default -> access(statement, context);
        };
    }

    private static StatementPlan access(Statement statement, PlanContext context) {
        RoleStatements roles = new RoleStatements(context);
        PrivilegeStatements privileges = new PrivilegeStatements(context);
        return switch (statement) {
            case CreateRole create -> roles.create(create);
            case DropRole drop -> roles.drop(drop);
            case GrantRoles grant -> roles.grant(grant);
            case RevokeRoles revoke -> roles.revoke(revoke);
            case SetRole set -> roles.set(set);
            case ShowRoles show -> roles.show(show);
            case ShowRoleGrants show -> roles.show(show);
            case Grant grant -> privileges.grant(grant);
            case Revoke revoke -> privileges.revoke(revoke);
            case Deny deny -> privileges.deny(deny);
            case ShowGrants show -> privileges.show(show);
            case SetAuthorizationStatement set -> privileges.own(set);
            default -> RefusedStatements.plan(statement);
        };
    }

    private static StatementPlan command(CoordinatorCommand command, String updateType) {
        return new StatementPlan.Command(command, updateType);
    }

    private static StatementPlan.Query query(Query query, PlanContext context) {
        RelationPlan relation = new QueryPlanner(context, QueryEnvironment.top()).plan(query);
        return new StatementPlan.Query(StatementPlanner.output(relation, context.symbols()));
    }
}
