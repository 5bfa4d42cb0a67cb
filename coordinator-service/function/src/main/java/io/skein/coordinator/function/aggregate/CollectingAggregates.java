package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;

import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import java.util.List;

/** Aggregates that keep values: arrays of them, or the one at an extreme of another. */
final class CollectingAggregates {
    private CollectingAggregates() {}

    static List<FunctionDefinition> all() {
        return List.of(
                aggregate("array_agg(t) -> array(t)", AggregateRendering.named("list")),
                aggregate("approx_distinct(t) -> bigint | T:comparable", CollectingAggregates::distinct),
                aggregate("min_by(V, K) -> V | V, K:orderable", site -> by(site, "arg_min_null")),
                aggregate("max_by(V, K) -> V | V, K:orderable", site -> by(site, "arg_max_null")));
    }

    private static String distinct(AggregateSite site) {
        return site.call("approx_count_distinct", ExpressionWriter.comparable(site.sql(0), site.type(0)));
    }

    private static String by(AggregateSite site, String name) {
        return site.call(name, site.sql(0) + ", " + ExpressionWriter.comparable(site.sql(1), site.type(1)));
    }
}
