package io.skein.coordinator.analyze.json;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.json.JsonExpressions.JsonContext;
import io.skein.coordinator.analyze.json.JsonExpressions.QueryRules;
import io.skein.coordinator.analyze.json.JsonExpressions.ValueRules;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.parse.JsonPathSyntax;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.UnnestMapping;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Varchar;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.JsonTableColumnDefinition;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.NestedColumns;
import io.trino.sql.tree.OrdinalityColumn;
import io.trino.sql.tree.QueryColumn;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.ValueColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans JSON_TABLE: an UNNEST of the kernel's rows of items, and a projection that computes each column from its path's item. */
public final class JsonTablePlanner {
    private static final Type.Array ROW = new Type.Array(Varchar.UNBOUNDED);

    private final PlanContext statement;
    private final QueryEnvironment environment;

    public JsonTablePlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    /** The plan keeps the left relation's columns; the scope holds the table's only. */
    public RelationPlan plan(JsonTable table, RelationPlan left, JoinKind kind) {
        PlanBuilder plan = new PlanBuilder(statement.symbols(), left.root());
        ExpressionContext context = new ExpressionContext(statement, environment, left.scope(), plan);
        new AstSearch(statement.functions())
                .requireScalar("JSON_TABLE", table.getJsonPathInvocation().getInputExpression());
        JsonExpressions expressions = new JsonExpressions(new ExpressionAnalyzer(context));
        JsonContext input = expressions.context(table.getJsonPathInvocation());
        JsonTablePaths paths = new JsonTablePaths(table);
        requireUniqueNames(table);
        boolean failing = table.getErrorBehavior().equals(Optional.of(JsonTable.ErrorBehavior.ERROR));
        Expression rows = JsonExpressions.call(
                "$json_table",
                new Type.Array(ROW),
                List.of(
                        input.input(),
                        JsonExpressions.text(paths.plan(table.getPlan())),
                        input.parameters(),
                        JsonExpressions.text(failing ? "ERROR" : "EMPTY")));
        Symbol row = statement.symbols().create("json", ROW);
        plan.grow(source ->
                new UnnestNode(source, List.of(new UnnestMapping(rows, List.of(row))), Optional.empty(), kind));
        Columns columns = new Columns(expressions, paths, input, row, failing);
        columns.add(table.getColumns(), 0);
        Map<Symbol, Expression> additions = new LinkedHashMap<>();
        columns.values.forEach((field, value) -> additions.put(field.symbol(), value));
        plan.extend(additions);
        return new RelationPlan(plan.root(), new Scope(List.copyOf(columns.values.keySet()), environment.outer()));
    }

    /** The fields in their order with what computes them. */
    private final class Columns {
        private final JsonExpressions expressions;
        private final JsonTablePaths paths;
        private final JsonContext input;
        private final Symbol row;
        private final boolean failing;
        private final Map<Field, Expression> values = new LinkedHashMap<>();

        private Columns(
                JsonExpressions expressions, JsonTablePaths paths, JsonContext input, Symbol row, boolean failing) {
            this.expressions = expressions;
            this.paths = paths;
            this.input = input;
            this.row = row;
            this.failing = failing;
        }

        private void add(List<JsonTableColumnDefinition> columns, int path) {
            for (JsonTableColumnDefinition column : columns) {
                switch (column) {
                    case OrdinalityColumn number ->
                        add(number.getName(), new Expression.Cast(cell(2 * path + 1), Type.Simple.BIGINT, false));
                    case ValueColumn value -> add(value.getName(), value(value, path));
                    case QueryColumn query -> add(query.getName(), query(query, path));
                    case NestedColumns nested -> add(nested.getColumns(), paths.index(nested));
                    default -> throw Errors.notSupported(column, "JSON_TABLE column not supported");
                }
            }
        }

        private void add(Identifier name, Expression value) {
            Symbol symbol = statement.symbols().create(name.getValue(), value.type());
            values.put(Field.unqualified(Optional.of(name.getCanonicalValue()), symbol), value);
        }

        private Expression cell(int index) {
            return JsonExpressions.call(
                    "element_at",
                    Varchar.UNBOUNDED,
                    List.of(row.reference(), new Expression.Constant(index + 1L, Type.Simple.BIGINT)));
        }

        private JsonContext context(Optional<StringLiteral> written, Identifier name, int path) {
            String text = written.map(JsonPathSyntax::checked)
                    .orElse("lax $.\"" + name.getCanonicalValue().replace("\"", "\"\"") + "\"");
            return input.of(cell(2 * path), text);
        }

        private Expression value(ValueColumn column, int path) {
            ValueRules rules = new ValueRules(
                    column.getEmptyBehavior(),
                    column.getEmptyDefault(),
                    column.getErrorBehavior()
                            .orElse(
                                    failing
                                            ? JsonValue.EmptyOrErrorBehavior.ERROR
                                            : JsonValue.EmptyOrErrorBehavior.NULL),
                    column.getErrorDefault());
            return expressions.value(
                    context(column.getJsonPath(), column.getName(), path),
                    rules,
                    JsonExpressions.type(column.getType(), column));
        }

        private Expression query(QueryColumn column, int path) {
            QueryRules rules = new QueryRules(
                    column.getWrapperBehavior(),
                    column.getQuotesBehavior(),
                    column.getEmptyBehavior(),
                    column.getErrorBehavior()
                            .orElse(
                                    failing
                                            ? JsonQuery.EmptyOrErrorBehavior.ERROR
                                            : JsonQuery.EmptyOrErrorBehavior.NULL));
            return expressions.query(
                    context(column.getJsonPath(), column.getName(), path),
                    rules,
                    JsonExpressions.type(column.getType(), column));
        }
    }

    private static void requireUniqueNames(JsonTable table) {
        Set<String> names = new HashSet<>();
        table.getJsonPathInvocation().getPathName().ifPresent(name -> requireUnique(name, names));
        requireUniqueNames(table.getColumns(), names);
    }

    private static void requireUniqueNames(List<JsonTableColumnDefinition> columns, Set<String> names) {
        for (JsonTableColumnDefinition column : columns) {
            switch (column) {
                case OrdinalityColumn number -> requireUnique(number.getName(), names);
                case ValueColumn value -> requireUnique(value.getName(), names);
                case QueryColumn query -> requireUnique(query.getName(), names);
                case NestedColumns nested -> {
                    nested.getPathName().ifPresent(name -> requireUnique(name, names));
                    requireUniqueNames(nested.getColumns(), names);
                }
                default -> {}
            }
        }
    }

    private static void requireUnique(Identifier name, Set<String> names) {
        if (!names.add(name.getCanonicalValue())) {
            throw Errors.at(
                    name,
                    StandardErrorCode.DUPLICATE_COLUMN_OR_PATH_NAME,
                    "All column and path names in JSON_TABLE invocation must be unique");
        }
    }
}
