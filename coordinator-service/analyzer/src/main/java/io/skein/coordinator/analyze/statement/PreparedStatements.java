package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.analyze.Statements;
import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.Parameters;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.show.Listing;
import io.skein.coordinator.analyze.show.ShowOrigins;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PREPARE, EXECUTE and what describes a prepared statement. */
public final class PreparedStatements {
    private final Statements statements;
    private final StatementParser parser;
    private final PlanContext context;

    public PreparedStatements(Statements statements, StatementParser parser, PlanContext context) {
        this.statements = statements;
        this.parser = parser;
        this.context = context;
    }

    public StatementPlan prepare(Prepare prepare) {
        Statement inner = prepare.getStatement();
        if (inner instanceof Prepare
                || inner instanceof Execute
                || inner instanceof ExecuteImmediate
                || inner instanceof Deallocate) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Invalid statement type for prepared statement: "
                            + inner.getClass()
                                    .getSimpleName()
                                    .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                                    .toUpperCase(Locale.ROOT));
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.Prepare(prepare.getName().getValue(), StatementText.of(inner)), "PREPARE");
    }

    public StatementPlan deallocate(Deallocate deallocate) {
        text(deallocate.getName());
        return new StatementPlan.Command(
                new CoordinatorCommand.Deallocate(deallocate.getName().getValue()), "DEALLOCATE");
    }

    public StatementPlan execute(Execute execute) {
        return execute(parser.parse(text(execute.getName())), execute.getParameters(), execute);
    }

    public StatementPlan execute(ExecuteImmediate execute) {
        return execute(parser.parse(execute.getStatement()), execute.getParameters(), execute);
    }

    private StatementPlan execute(Statement statement, List<Expression> parameters, Node node) {
        requireCount(statement, parameters.size(), node);
        return statements.plan(statement, context.with(Parameters.given(parameters)));
    }

    public static void requireCount(Statement statement, int given, Node node) {
        int expected = count(statement);
        if (expected != given) {
            throw Errors.at(
                    node,
                    StandardErrorCode.INVALID_PARAMETER_USAGE,
                    "Incorrect number of parameters: expected %s but found %s",
                    expected,
                    given);
        }
    }

    public static int count(Node node) {
        return node instanceof Parameter
                ? 1
                : node.getChildren().stream()
                        .mapToInt(PreparedStatements::count)
                        .sum();
    }

    private String text(Identifier name) {
        return text(name, context);
    }

    /** The text of the prepared statement of this name. */
    public static String text(Identifier name, PlanContext context) {
        return Optional.ofNullable(context.session().preparedStatements().get(name.getValue()))
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_FOUND, "Prepared statement not found: " + name.getValue()));
    }

    public StatementPlan describeInput(DescribeInput describe) {
        Statement statement = parser.parse(text(describe.getName()));
        Parameters parameters = Parameters.unknown();
        statements.plan(statement, context.with(parameters));
        int count = count(statement);
        if (count == 0) {
            return Listing.of(List.of("Position", "Type"), List.of(Type.Simple.BIGINT, Type.Varchar.UNBOUNDED))
                    .plan(context);
        }
        Listing listing = Listing.of(List.of("Position", "Type"), List.of(Type.Simple.INTEGER, Type.Varchar.UNBOUNDED));
        for (int i = 0; i < count; i++) {
            listing.row((long) i, parameters.typeOf(i).displayName());
        }
        return listing.fitted().plan(context);
    }

    public StatementPlan describeOutput(DescribeOutput describe) {
        Statement statement = parser.parse(text(describe.getName()));
        Type varchar = Type.Varchar.UNBOUNDED;
        Listing listing = Listing.of(
                List.of("Column Name", "Catalog", "Schema", "Table", "Type", "Type Size", "Aliased"),
                List.of(varchar, varchar, varchar, varchar, varchar, Type.Simple.INTEGER, Type.Simple.BOOLEAN));
        PlanContext described = context.with(Parameters.unknown());
        if (statement instanceof Query query) {
            RelationPlan relation = new QueryPlanner(described, QueryEnvironment.top()).plan(query);
            List<Field> fields = relation.scope().visibleFields();
            List<String> names = StatementPlanner.columnNames(fields);
            for (int i = 0; i < fields.size(); i++) {
                row(listing, names.get(i), fields.get(i));
            }
        } else if (statements.plan(statement, described) instanceof StatementPlan.Query(OutputNode root)) {
            List<Optional<Tables.Name>> origins =
                    new ShowOrigins(described).of(statement, root.names().size());
            for (int i = 0; i < root.names().size(); i++) {
                row(listing, root.names().get(i), root.outputs().get(i).type(), origins.get(i));
            }
        }
        return listing.fitted().plan(context);
    }

    private static void row(Listing listing, String name, Type type, Optional<Tables.Name> origin) {
        listing.row(
                name,
                origin.map(Tables.Name::catalog).orElse(""),
                origin.map(table -> table.table().schema()).orElse(""),
                origin.map(table -> table.table().table()).orElse(""),
                type.displayName(),
                (long) size(type),
                true);
    }

    private static void row(Listing listing, String name, Field field) {
        Optional<Field.Origin> origin = field.origin();
        boolean aliased =
                origin.filter(each -> !each.column().equalsIgnoreCase(name)).isPresent()
                        || (origin.isEmpty() && field.name().isPresent());
        listing.row(
                name,
                origin.map(Field.Origin::catalog).orElse(""),
                origin.map(Field.Origin::schema).orElse(""),
                origin.map(Field.Origin::table).orElse(""),
                field.type().displayName(),
                (long) size(field.type()),
                aliased);
    }

    /** The width of fixed-width types in bytes, else 0. */
    private static int size(Type type) {
        return switch (type) {
            case Type.Simple.BOOLEAN, Type.Simple.TINYINT, Type.Simple.UNKNOWN -> 1;
            case Type.Simple.SMALLINT -> 2;
            case Type.Simple.INTEGER, Type.Simple.REAL, Type.Simple.DATE, Type.Simple.INTERVAL_YEAR_MONTH -> 4;
            case Type.Simple.BIGINT, Type.Simple.DOUBLE, Type.Simple.INTERVAL_DAY_SECOND -> 8;
            case Type.Decimal(int precision, int _) -> precision <= 18 ? 8 : 16;
            case Type.Time _ -> 8;
            case Type.Timestamp(int precision) -> precision <= 6 ? 8 : 12;
            case Type.TimestampWithTimeZone(int precision) -> precision <= 3 ? 8 : 12;
            default -> 0;
        };
    }
}
