package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;

/** Aggregates that keep values: arrays and texts of them, or the ones at an extreme of another. */
final class CollectingAggregates {
    private CollectingAggregates() {}

    static List<FunctionDefinition> all() {
        return List.of(
                aggregate("array_agg(t) -> array(t)", AggregateRendering.named("list")),
                aggregate("min_by(V, K) -> V | V, K:orderable", site -> by(site, "min")),
                aggregate("max_by(V, K) -> V | V, K:orderable", site -> by(site, "max")),
                aggregate("min_by(V, K, bigint) -> array(V) | V, K:orderable", site -> firstBy(site, "min")),
                aggregate("max_by(V, K, bigint) -> array(V) | V, K:orderable", site -> firstBy(site, "max")),
                aggregate(
                        "listagg(varchar(v), varchar(d), boolean, varchar(f), boolean) -> varchar",
                        CollectingAggregates::joined),
                aggregate(
                        "reduce_agg(t, s, function(s,t,s), function(s,s,s)) -> s | T, S",
                        CollectingAggregates::reduced));
    }

    private static String by(AggregateSite site, String name) {
        return site.call("arg_" + name + "_null", site.sql(0) + ", " + key(site, 1, name));
    }

    /** What is compared of an argument; NaN is never the greatest. */
    static String key(AggregateSite site, int argument, String name) {
        Type type = site.type(argument);
        boolean floating = type == Type.Simple.DOUBLE || type == Type.Simple.REAL;
        return floating && name.equals("max")
                ? "skein_nan_least(" + site.sql(argument) + ")"
                : ExpressionWriter.comparable(site.sql(argument), type);
    }

    /** The value goes inside a struct, as the kernel would leave out NULLs. */
    private static String firstBy(AggregateSite site, String name) {
        String count =
                "skein_extremes(%s, 'third argument of %s_by must be a positive integer', 'third argument of %s_by must be less than or equal to 10000; found ')"
                        .formatted(site.sql(2), name, name);
        return "list_transform("
                + site.call(
                        "arg_" + name, "struct_pack(v := " + site.sql(0) + "), " + key(site, 1, name) + ", " + count)
                + ", lambda __e: __e.v)";
    }

    private static String joined(AggregateSite site) {
        String values = site.callWhere("list", site.sql(0), site.sql(0) + " IS NOT NULL");
        return "skein_listagg(" + values + ", "
                + String.join(", ", site.sql().subList(1, site.sql().size())) + ")";
    }

    /** Folds the list of values; the kernel's fold has one type, so state and value go in a pair. */
    private static String reduced(AggregateSite site) {
        Type state = site.function().returnType();
        if (state != Type.Simple.BIGINT
                && state != Type.Simple.INTEGER
                && state != Type.Simple.DOUBLE
                && state != Type.Simple.BOOLEAN) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "State type not supported for reduce_agg: " + state.displayName());
        }
        String initial = site.call("any_value", KernelText.cast(site.sql(1), state));
        String values = site.callWhere("list", site.sql(0), site.sql(0) + " IS NOT NULL");
        if (state.equals(site.type(0))) {
            return "list_reduce(" + values + ", " + site.sql(2) + ", " + initial + ")";
        }
        if (!(site.arguments().get(2) instanceof Expression.Lambda lambda)) {
            throw new IllegalArgumentException("Not a lambda: " + site.sql(2));
        }
        String body = site.sql(2).substring(site.sql(2).indexOf(": ") + 2);
        String typed = KernelText.cast(
                body.replace(KernelText.identifier(lambda.parameters().get(0).name()), "__a.s")
                        .replace(
                                KernelText.identifier(lambda.parameters().get(1).name()), "__b.x"),
                state);
        return "list_reduce(list_prepend(struct_pack(s := " + initial + ", x := NULL::" + KernelTypes.sql(site.type(0))
                + "), list_transform(" + values + ", lambda __x: struct_pack(s := NULL::" + KernelTypes.sql(state)
                + ", x := __x))), lambda __a, __b: struct_pack(s := " + typed + ", x := __b.x)).s";
    }
}
