package io.skein.coordinator.testing;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.type.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Short words for plans. All symbols are bigints. */
public final class Plans {
    private Plans() {}

    public static Symbol symbol(String name) {
        return new Symbol(name, Type.Simple.BIGINT);
    }

    /** A scan of the table whose columns are named as their symbols. */
    public static TableScanNode scan(String table, String... columns) {
        Map<Symbol, ColumnHandle> handles = new LinkedHashMap<>();
        for (String column : columns) {
            handles.put(symbol(column), new ColumnHandle(column, Type.Simple.BIGINT, OptionalInt.empty()));
        }
        TableReference reference =
                new TableReference("test", new TableHandle(new SchemaTableName("s", table), new byte[0]));
        return new TableScanNode(reference, handles, Constraint.ALL);
    }

    public static Expression number(long value) {
        return new Constant(value, Type.Simple.BIGINT);
    }

    public static Expression equal(String left, String right) {
        return new Comparison(
                ComparisonOperator.EQUAL,
                symbol(left).reference(),
                symbol(right).reference());
    }

    public static Expression compare(String left, ComparisonOperator operator, long right) {
        return new Comparison(operator, symbol(left).reference(), number(right));
    }

    public static Expression above(String left, long right) {
        return compare(left, ComparisonOperator.GREATER_THAN, right);
    }

    public static Expression plus(String left, long right) {
        List<Type> types = List.of(Type.Simple.BIGINT, Type.Simple.BIGINT);
        return new Call(
                new FunctionReference("$add", types, Type.Simple.BIGINT),
                List.of(symbol(left).reference(), number(right)));
    }

    public static FilterNode filter(PlanNode source, Expression predicate) {
        return new FilterNode(source, predicate);
    }

    /** A projection that keeps the names and adds one computed symbol. */
    public static ProjectNode project(PlanNode source, String added, Expression expression, String... kept) {
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        for (String name : kept) {
            assignments.put(symbol(name), symbol(name).reference());
        }
        assignments.put(symbol(added), expression);
        return new ProjectNode(source, assignments);
    }

    public static JoinNode join(JoinKind kind, PlanNode left, PlanNode right, EquiClause... criteria) {
        return new JoinNode(kind, left, right, List.of(criteria), Optional.empty(), JoinDistribution.UNDECIDED);
    }

    public static JoinNode cross(PlanNode left, PlanNode right) {
        return join(JoinKind.INNER, left, right);
    }

    public static EquiClause on(String left, String right) {
        return new EquiClause(symbol(left), symbol(right));
    }

    /** {@code sum} as {@code sum(argument)} by the keys; global without keys. */
    public static AggregateNode sum(PlanNode source, String sum, String argument, String... keys) {
        return aggregate(source, sum, "sum", argument, keys);
    }

    public static AggregateNode aggregate(
            PlanNode source, String result, String function, String argument, String... keys) {
        FunctionReference reference = new FunctionReference(function, List.of(Type.Simple.BIGINT), Type.Simple.BIGINT);
        Aggregation call =
                new Aggregation(reference, List.of(symbol(argument).reference()), false, Optional.empty(), List.of());
        List<List<Symbol>> sets = keys.length == 0
                ? List.of()
                : List.of(Arrays.stream(keys).map(Plans::symbol).toList());
        return new AggregateNode(source, sets, Optional.empty(), Map.of(symbol(result), call), AggregationStep.SINGLE);
    }

    public static OrderingTerm ascending(String name) {
        return new OrderingTerm(symbol(name), true, false);
    }

    public static OutputNode output(PlanNode source) {
        return new OutputNode(
                source, source.outputs().stream().map(Symbol::name).toList(), source.outputs());
    }
}
