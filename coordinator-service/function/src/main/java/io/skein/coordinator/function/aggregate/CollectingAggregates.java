package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelText;
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
                aggregate("min_by(V, K) -> V | V, K:orderable", site -> by(site, "arg_min_null")),
                aggregate("max_by(V, K) -> V | V, K:orderable", site -> by(site, "arg_max_null")),
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
        return site.call(name, site.sql(0) + ", " + ExpressionWriter.comparable(site.sql(1), site.type(1)));
    }

    /** The value goes inside a struct, as the kernel would leave out NULLs. */
    private static String firstBy(AggregateSite site, String name) {
        String count = "skein_extremes(" + site.sql(2) + ", 'third argument of " + name + "_by must be a positive integer', "
                + "'third argument of " + name + "_by must be less than or equal to 10000; found ')";
        String key = ExpressionWriter.comparable(site.sql(1), site.type(1));
        return "list_transform("
                + site.call("arg_" + name, "struct_pack(v := " + site.sql(0) + "), " + key + ", " + count)
                + ", lambda __e: __e.v)";
    }

    private static String joined(AggregateSite site) {
        String values = site.callWhere("list", site.sql(0), site.sql(0) + " IS NOT NULL");
        return "skein_listagg(" + values + ", " + String.join(", ", site.sql().subList(1, site.sql().size())) + ")";
    }

    private static String reduced(AggregateSite site) {
        Type state = site.function().returnType();
        if (state != Type.Simple.BIGINT && state != Type.Simple.INTEGER && state != Type.Simple.DOUBLE && state != Type.Simple.BOOLEAN
                && !state.equals(site.type(0))) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "State type not supported for reduce_agg: " + state.displayName());
        }
        String value = state.equals(site.type(0)) ? site.sql(0) : KernelText.cast(site.sql(0), state);
        String values = site.callWhere("list", value, site.sql(0) + " IS NOT NULL");
        return "list_reduce(" + values + ", " + site.sql(2) + ", " + initial(site, state) + ")";
    }

    private static String initial(AggregateSite site, Type state) {
        return site.arguments().get(1) instanceof Expression.Constant
                ? KernelText.cast(site.sql(1), state)
                : site.call("any_value", KernelText.cast(site.sql(1), state));
    }
}
