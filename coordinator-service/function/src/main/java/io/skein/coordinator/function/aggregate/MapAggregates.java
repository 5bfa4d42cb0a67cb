package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;

import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import java.util.List;

/** Aggregates whose result is a map. Rows without a key do not count; the first value of a key stays. */
final class MapAggregates {
    private MapAggregates() {}

    static List<FunctionDefinition> all() {
        return List.of(
                aggregate(
                        "map_agg(k, v) -> map(K,V) | K:comparable, V", site -> "skein_map_agg(" + entries(site) + ")"),
                aggregate(
                        "multimap_agg(k, v) -> map(K,array(V)) | K:comparable, V",
                        site -> "skein_multimap_agg(" + entries(site) + ")"),
                aggregate(
                        "map_union(map(K,V)) -> map(K,V) | K:comparable, V",
                        site -> "skein_map_agg(flatten(list_transform(" + present(site)
                                + ", lambda __m: map_entries(__m))))"),
                aggregate("histogram(K) -> map(K,bigint) | K:comparable", MapAggregates::histogram),
                aggregate(
                        "approx_most_frequent(bigint, varchar, bigint) -> map(varchar,bigint)",
                        MapAggregates::mostFrequent),
                aggregate(
                        "approx_most_frequent(bigint, bigint, bigint) -> map(bigint,bigint)",
                        MapAggregates::mostFrequent),
                aggregate("numeric_histogram(bigint, double) -> map(double,double)", site -> numeric(site, "1")),
                aggregate(
                        "numeric_histogram(bigint, double, double) -> map(double,double)",
                        site -> numeric(site, site.sql(2))),
                aggregate("numeric_histogram(bigint, real) -> map(real,real)", site -> numeric(site, "1")),
                aggregate(
                        "numeric_histogram(bigint, real, double) -> map(real,real)",
                        site -> numeric(site, site.sql(2))));
    }

    private static String entries(AggregateSite site) {
        return site.callWhere(
                "list",
                "struct_pack(key := " + site.sql(0) + ", value := " + site.sql(1) + ")",
                site.sql(0) + " IS NOT NULL");
    }

    private static String present(AggregateSite site) {
        return site.callWhere("list", site.sql(0), site.sql(0) + " IS NOT NULL");
    }

    private static String histogram(AggregateSite site) {
        return KernelText.cast(
                site.call("histogram", site.sql(0)), site.function().returnType());
    }

    private static String mostFrequent(AggregateSite site) {
        String counts = KernelText.cast(
                site.call("histogram", site.sql(1)), site.function().returnType());
        return "skein_most_frequent(" + counts + ", " + site.call("any_value", site.sql(0)) + ")";
    }

    /** Values and weights travel as text to the function that merges the nearest. */
    private static String numeric(AggregateSite site, String weight) {
        String pairs = site.callWhere(
                "string_agg",
                "CAST(CAST(" + site.sql(1) + " AS DOUBLE) AS VARCHAR) || ':' || CAST(CAST(" + weight
                        + " AS DOUBLE) AS VARCHAR), ';'",
                site.sql(1) + " IS NOT NULL");
        return KernelText.cast(
                "skein_numeric_histogram(" + site.call("any_value", site.sql(0)) + ", " + pairs + ")",
                site.function().returnType());
    }
}
