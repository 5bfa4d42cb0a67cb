package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Coalesce;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.Decomposition;
import io.skein.coordinator.function.Decomposition.State;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.List;

/** count, sum, avg, min, max and the boolean aggregates. */
final class BasicAggregates {
    private BasicAggregates() {}

    static List<FunctionDefinition> all() {
        return List.of(
                aggregate("count() -> bigint", site -> site.call("count", "*"), BasicAggregates::counted),
                aggregate("count(t) -> bigint", BasicAggregates::count, BasicAggregates::counted),
                aggregate(
                        "count_if(boolean) -> bigint",
                        site -> site.callWhere("count", "*", site.sql(0)),
                        BasicAggregates::counted),
                aggregate("sum(double) -> double", AggregateRendering.named("sum"), BasicAggregates::itself),
                aggregate("sum(real) -> real", BasicAggregates::castToResult, BasicAggregates::itself),
                aggregate(
                        "sum(bigint) -> bigint",
                        site -> "skein_bigint_sum(" + site.call("sum", site.sql(0)) + ")",
                        BasicAggregates::itself),
                aggregate(
                        "sum(interval day to second) -> interval day to second",
                        BasicAggregates::castToResult,
                        BasicAggregates::itself),
                aggregate(
                        "sum(interval year to month) -> interval year to month",
                        BasicAggregates::castToResult,
                        BasicAggregates::itself),
                aggregate("sum(decimal(p,s)) -> decimal(p,s)", BasicAggregates::decimalSum, BasicAggregates::itself)
                        .returningOfFirst(type -> new Type.Decimal(38, ((Type.Decimal) type).scale())),
                aggregate(
                        "avg(bigint) -> double",
                        AggregateRendering.named("avg"),
                        type -> averaged(type, Simple.DOUBLE)),
                aggregate(
                        "avg(double) -> double",
                        AggregateRendering.named("avg"),
                        type -> averaged(type, Simple.DOUBLE)),
                aggregate("avg(real) -> real", site -> "CAST(" + site.call("avg", site.sql(0)) + " AS FLOAT)"),
                aggregate("avg(interval day to second) -> interval day to second", BasicAggregates::castToResult),
                aggregate("avg(interval year to month) -> interval year to month", BasicAggregates::castToResult),
                aggregate(
                        "avg(decimal(p,s)) -> decimal(p,s)",
                        BasicAggregates::decimalAverage,
                        BasicAggregates::decimalAveraged),
                aggregate("min(t) -> t | T:orderable", site -> extreme(site, "min"), BasicAggregates::itself),
                aggregate("max(t) -> t | T:orderable", site -> extreme(site, "max"), BasicAggregates::itself),
                aggregate("min(e, bigint) -> array(e) | E:orderable", site -> extremes(site, "min")),
                aggregate("max(e, bigint) -> array(e) | E:orderable", site -> extremes(site, "max")),
                aggregate(
                        "bitwise_and_agg(bigint) -> bigint",
                        AggregateRendering.named("bit_and"),
                        BasicAggregates::itself),
                aggregate(
                        "bitwise_or_agg(bigint) -> bigint",
                        AggregateRendering.named("bit_or"),
                        BasicAggregates::itself),
                aggregate(
                        "bitwise_xor_agg(bigint) -> bigint",
                        AggregateRendering.named("bit_xor"),
                        BasicAggregates::itself),
                aggregate(
                        "bool_and(boolean) -> boolean", AggregateRendering.named("bool_and"), BasicAggregates::itself),
                aggregate("every(boolean) -> boolean", AggregateRendering.named("bool_and"), BasicAggregates::itself),
                aggregate("bool_or(boolean) -> boolean", AggregateRendering.named("bool_or"), BasicAggregates::itself),
                aggregate("any_value(t) -> t", AggregateRendering.named("any_value"), BasicAggregates::itself),
                aggregate("arbitrary(t) -> t", AggregateRendering.named("any_value"), BasicAggregates::itself));
    }

    /** DISTINCT looks at what is compared of a value. */
    private static String count(AggregateSite site) {
        boolean distinct = site.treatment() == AggregateSite.Treatment.DISTINCT;
        return site.call("count", distinct ? ExpressionWriter.comparable(site.sql(0), site.type(0)) : site.sql(0));
    }

    /** The kernel's sum holds a little more than 38 digits. */
    private static String decimalSum(AggregateSite site) {
        Type.Decimal type = (Type.Decimal) site.function().returnType();
        String digits =
                "9".repeat(type.precision() - type.scale()) + (type.scale() > 0 ? "." + "9".repeat(type.scale()) : "");
        return "skein_decimal_sum(%s, CAST('%s' AS %s))"
                .formatted(site.call("sum", site.sql(0)), digits, KernelTypes.sql(type));
    }

    private static String castToResult(AggregateSite site) {
        String name = site.function().name().equals("avg") ? "avg" : "sum";
        String plain = site.call(name, site.sql(0));
        return "CAST(" + (name.equals("avg") ? "round(" + plain + ")" : plain) + " AS "
                + KernelTypes.sql(site.function().returnType()) + ")";
    }

    /** min and max skip NaN, unless there is nothing else. */
    private static String extreme(AggregateSite site, String name) {
        Type type = site.type(0);
        if (type == Simple.DOUBLE || type == Simple.REAL) {
            return name.equals("min")
                    ? site.call("min", site.sql(0))
                    : "coalesce(" + site.callWhere("max", site.sql(0), "NOT isnan(" + site.sql(0) + ")") + ", "
                            + site.call("max", site.sql(0)) + ")";
        }
        return switch (type) {
            case Type.TimestampWithTimeZone _ ->
                site.call("arg_" + name, site.sql(0) + ", struct_extract(" + site.sql(0) + ", 'instant')");
            case Type.TimeWithTimeZone _ ->
                site.call("arg_" + name, site.sql(0) + ", skein_time_instant(" + site.sql(0) + ")");
            default -> site.call(name, site.sql(0));
        };
    }

    private static String extremes(AggregateSite site, String name) {
        String count =
                "skein_extremes(%s, 'second argument of %s_n must be positive', 'second argument of %s_n must be less than or equal to 10000; found ')"
                        .formatted(site.sql(1), name, name);
        String key = CollectingAggregates.key(site, 0, name);
        return key.equals(site.sql(0))
                ? site.call(name, key + ", " + count)
                : site.call("arg_" + name, site.sql(0) + ", " + key + ", " + count);
    }

    private static String decimalAverage(AggregateSite site) {
        Type.Decimal type = (Type.Decimal) site.function().returnType();
        return "CAST(skein_decimal_average(%s::VARCHAR, %s, %d) AS %s)"
                .formatted(
                        site.call("sum", site.sql(0)),
                        site.call("count", site.sql(0)),
                        type.scale(),
                        KernelTypes.sql(type));
    }

    private static Decomposition itself(FunctionReference function) {
        Type type = function.returnType();
        FunctionReference combine = new FunctionReference(function.name(), List.of(type), type);
        return new Decomposition(List.of(new State(function, List.of(0), combine, List.of(0))), List::getFirst);
    }

    private static Decomposition counted(FunctionReference function) {
        List<Integer> arguments = function.argumentTypes().isEmpty() ? List.of() : List.of(0);
        Constant none = new Constant(0L, Simple.BIGINT);
        return new Decomposition(
                List.of(new State(function, arguments, sum(Simple.BIGINT, Simple.BIGINT), List.of(0))),
                states -> new Coalesce(List.of(states.getFirst(), none)));
    }

    private static FunctionReference sum(Type of, Type result) {
        return new FunctionReference("sum", List.of(of), result);
    }

    /** A sum of doubles over a count; bigint is summed as double, which never overflows. */
    private static Decomposition averaged(FunctionReference function, Type sumType) {
        Type argument = function.argumentTypes().getFirst();
        FunctionReference partialSum = new FunctionReference("$sum_double", List.of(argument), sumType);
        return new Decomposition(
                List.of(
                        new State(partialSum, List.of(0), sum(Simple.DOUBLE, Simple.DOUBLE), List.of(0)),
                        new State(count(argument), List.of(0), sum(Simple.BIGINT, Simple.BIGINT), List.of(1))),
                states -> call("$average", states, Simple.DOUBLE));
    }

    private static Decomposition decimalAveraged(FunctionReference function) {
        Type argument = function.argumentTypes().getFirst();
        Type.Decimal sumType = new Type.Decimal(38, ((Type.Decimal) argument).scale());
        return new Decomposition(
                List.of(
                        new State(sum(argument, sumType), List.of(0), sum(sumType, sumType), List.of(0)),
                        new State(count(argument), List.of(0), sum(Simple.BIGINT, Simple.BIGINT), List.of(1))),
                states -> call("$average", states, function.returnType()));
    }

    private static FunctionReference count(Type argument) {
        return new FunctionReference("count", List.of(argument), Simple.BIGINT);
    }

    private static Expression call(String name, List<Expression> arguments, Type result) {
        return new Call(
                new FunctionReference(
                        name, arguments.stream().map(Expression::type).toList(), result),
                arguments);
    }
}
