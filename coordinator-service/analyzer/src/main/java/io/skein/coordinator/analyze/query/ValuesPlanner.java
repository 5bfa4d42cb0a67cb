package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plans VALUES: rows of one shape, their types made common. */
final class ValuesPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    ValuesPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    RelationPlan plan(Values values) {
        List<PlannedRow> rows = values.getRows().stream().map(this::row).toList();
        List<Type> types = rows.getFirst().types();
        for (PlannedRow row : rows) {
            types = common(types, row.types(), values);
        }
        List<Symbol> outputs = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            outputs.add(statement.symbols().create("field_" + i, types.get(i)));
        }
        List<Type> converted = types;
        List<PlannedRow> coerced =
                rows.stream().map(row -> row.coerced(converted)).toList();
        boolean plain = coerced.stream().allMatch(row -> row.root() instanceof ValuesNode);
        PlanNode root = plain
                ? new ValuesNode(
                        outputs, coerced.stream().map(PlannedRow::values).toList())
                : united(coerced, outputs);
        List<Field> fields = outputs.stream()
                .map(symbol -> Field.unqualified(Optional.empty(), symbol))
                .toList();
        return new RelationPlan(root, new Scope(fields, environment.outer()));
    }

    private PlannedRow row(Node node) {
        PlanBuilder plan = new PlanBuilder(statement.symbols(), new ValuesNode(List.of(), List.of(List.of())));
        ExpressionContext context =
                new ExpressionContext(statement, environment, new Scope(List.of(), environment.outer()), plan);
        if (node instanceof Row row) {
            return new PlannedRow(row.getItems().stream().map(context::analyze).toList(), plan.root());
        }
        Expression value = context.analyze(node);
        if (!(value.type() instanceof Type.Row type)) {
            return new PlannedRow(List.of(value), plan.root());
        }
        List<Expression> fields = IntStream.range(0, type.fields().size())
                .<Expression>mapToObj(i -> new Expression.FieldAccess(value, i))
                .toList();
        return new PlannedRow(fields, plan.root());
    }

    private static List<Type> common(List<Type> first, List<Type> second, Values node) {
        if (first.size() != second.size()) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Values rows have mismatched sizes: %s vs %s",
                    first.size(),
                    second.size());
        }
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            types.add(Coercions.commonSuperType(first.get(i), second.get(i))
                    .orElseThrow(() -> Errors.at(
                            node,
                            StandardErrorCode.TYPE_MISMATCH,
                            "Values rows have mismatched types: %s vs %s",
                            row(first),
                            row(second))));
        }
        return types;
    }

    private static Type row(List<Type> types) {
        return new Type.Row(types.stream()
                .map(type -> new Type.Field(Optional.empty(), type))
                .toList());
    }

    /** Rows with subqueries are plans of their own. */
    private PlanNode united(List<PlannedRow> rows, List<Symbol> outputs) {
        List<PlanNode> sources = new ArrayList<>();
        List<List<Symbol>> inputs = new ArrayList<>();
        for (PlannedRow row : rows) {
            Map<Symbol, Expression> assignments = new LinkedHashMap<>();
            row.values().forEach(value -> assignments.put(statement.symbols().create(value), value));
            sources.add(new ProjectNode(row.root(), assignments));
            inputs.add(List.copyOf(assignments.keySet()));
        }
        return new SetOperationNode(SetOperator.UNION, false, sources, outputs, inputs);
    }

    private record PlannedRow(List<Expression> values, PlanNode root) {
        List<Type> types() {
            return values.stream().map(Expression::type).toList();
        }

        PlannedRow coerced(List<Type> types) {
            return new PlannedRow(
                    IntStream.range(0, types.size())
                            .mapToObj(i -> Conversions.coerce(values.get(i), types.get(i)))
                            .toList(),
                    root);
        }
    }
}
