package io.skein.coordinator.testing;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Aggregate;
import io.skein.coordinator.plan.PlanNode.Aggregation;
import io.skein.coordinator.plan.PlanNode.AggregationStep;
import io.skein.coordinator.plan.PlanNode.EquiClause;
import io.skein.coordinator.plan.PlanNode.Filter;
import io.skein.coordinator.plan.PlanNode.Join;
import io.skein.coordinator.plan.PlanNode.JoinDistribution;
import io.skein.coordinator.plan.PlanNode.JoinKind;
import io.skein.coordinator.plan.PlanNode.OrderingTerm;
import io.skein.coordinator.plan.PlanNode.Output;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.TableScan;
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
    public static TableScan scan(String table, String... columns) {
        Map<Symbol, ColumnHandle> handles = new LinkedHashMap<>();
        for (String column : columns) {
            handles.put(symbol(column), new ColumnHandle(column, Type.Simple.BIGINT, OptionalInt.empty()));
        }
        TableReference reference =
                new TableReference("test", new TableHandle(new SchemaTableName("s", table), new byte[0]));
        return new TableScan(reference, handles, Constraint.ALL);
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

    public static Filter filter(PlanNode source, Expression predicate) {
        return new Filter(source, predicate);
    }

    /** A projection that keeps the names and adds one computed symbol. */
    public static Project project(PlanNode source, String added, Expression expression, String... kept) {
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        for (String name : kept) {
            assignments.put(symbol(name), symbol(name).reference());
        }
        assignments.put(symbol(added), expression);
        return new Project(source, assignments);
    }

    public static Join join(JoinKind kind, PlanNode left, PlanNode right, EquiClause... criteria) {
        return new Join(kind, left, right, List.of(criteria), Optional.empty(), JoinDistribution.UNDECIDED);
    }

    public static Join cross(PlanNode left, PlanNode right) {
        return join(JoinKind.INNER, left, right);
    }

    public static EquiClause on(String left, String right) {
        return new EquiClause(symbol(left), symbol(right));
    }

    /** {@code sum} as {@code sum(argument)} by the keys; global without keys. */
    public static Aggregate sum(PlanNode source, String sum, String argument, String... keys) {
        return aggregate(source, sum, "sum", argument, keys);
    }

    public static Aggregate aggregate(
            PlanNode source, String result, String function, String argument, String... keys) {
        FunctionReference reference = new FunctionReference(function, List.of(Type.Simple.BIGINT), Type.Simple.BIGINT);
        Aggregation call =
                new Aggregation(reference, List.of(symbol(argument).reference()), false, Optional.empty(), List.of());
        List<List<Symbol>> sets = keys.length == 0
                ? List.of()
                : List.of(Arrays.stream(keys).map(Plans::symbol).toList());
        return new Aggregate(source, sets, Optional.empty(), Map.of(symbol(result), call), AggregationStep.SINGLE);
    }

    public static OrderingTerm ascending(String name) {
        return new OrderingTerm(symbol(name), true, false);
    }

    public static Output output(PlanNode source) {
        return new Output(source, source.outputs().stream().map(Symbol::name).toList(), source.outputs());
    }
}
