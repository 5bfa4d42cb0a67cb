package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;
import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.Decomposition;
import io.skein.coordinator.function.Decomposition.State;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Digests of values as opaque values of Trino's own forms. A worker digests its rows; where the groups meet, digests are merged. */
final class DigestAggregates {
    private static final double QUANTILE_ACCURACY = 0.01;

    private DigestAggregates() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>(
                List.of(
                        digest("tdigest_agg(double) -> tdigest", site -> tdigest(site, "1")),
                        digest("tdigest_agg(double, double) -> tdigest", site -> tdigest(site, site.sql(1))),
                        digest("merge(tdigest) -> tdigest", site -> merged(site, "skein_tdigest_merge")),
                        scalar("value_at_quantile(tdigest, double) -> double", "skein_tdigest_value(hex($1), $2)")
                                .describedAs(
                                        "Given an input q between [0, 1], find the value whose rank in the sorted sequence of the n values represented by the tdigest is qn."),
                        scalar(
                                        "values_at_quantiles(tdigest, array(double)) -> array(double)",
                                        "list_transform($2, lambda __q: skein_tdigest_value(hex($1), __q))")
                                .describedAs(
                                        "For each input q between [0, 1], find the value whose rank in the sorted sequence of the n values represented by the tdigest is qn."),
                        digest("make_set_digest(t) -> setdigest | T", DigestAggregates::set),
                        digest(
                                "merge_set_digest(setdigest) -> setdigest",
                                site -> merged(site, "skein_set_digest_merge")),
                        scalar("cardinality(setdigest) -> bigint", "skein_set_digest_cardinality(hex($1))"),
                        scalar(
                                "intersection_cardinality(setdigest, setdigest) -> bigint",
                                "skein_set_digest_intersection(hex($1), hex($2))"),
                        scalar(
                                "jaccard_index(setdigest, setdigest) -> double",
                                "skein_set_digest_jaccard(hex($1), hex($2))"),
                        scalar(
                                "hash_counts(setdigest) -> map(bigint,smallint)",
                                "map_from_entries(from_json(skein_set_digest_counts(hex($1)), '[{\"k\":\"BIGINT\",\"v\":\"SMALLINT\"}]'))")));
        for (String type : List.of("bigint", "double", "real")) {
            String digest = "qdigest(" + type + ")";
            all.add(digest("qdigest_agg(%s) -> %s".formatted(type, digest), site -> quantiles(site, "1")));
            all.add(digest(
                    "qdigest_agg(%s, bigint) -> %s".formatted(type, digest), site -> quantiles(site, site.sql(1))));
            all.add(digest(
                    "qdigest_agg(%s, bigint, double) -> %s".formatted(type, digest),
                    site -> quantiles(site, site.sql(1))));
            all.add(digest("merge(%s) -> %s".formatted(digest, digest), site -> merged(site, "skein_qdigest_merge")));
            String value = "skein_qdigest_value_" + type + "(hex($1), %s)";
            all.add(
                    scalar("value_at_quantile(%s, double) -> %s".formatted(digest, type), value.formatted("$2"))
                            .describedAs(
                                    "Given an input q between [0, 1], find the value whose rank in the sorted sequence of the n values represented by the qdigest is qn."));
            all.add(
                    scalar(
                                    "values_at_quantiles(%s, array(double)) -> array(%s)".formatted(digest, type),
                                    "list_transform($2, lambda __q: " + value.formatted("__q") + ")")
                            .describedAs(
                                    "For each input q between [0, 1], find the value whose rank in the sorted sequence of the n values represented by the qdigest is qn."));
            all.add(
                    scalar(
                                    "quantile_at_value(%s, %s) -> double".formatted(digest, type),
                                    "skein_qdigest_quantile_" + type + "(hex($1), $2)")
                            .describedAs(
                                    "Given an input x between the max/min values of qdigest, find which quantile is represented by that value"));
        }
        return all;
    }

    private static FunctionDefinition digest(String signature, AggregateRendering rendering) {
        return aggregate(signature, rendering, DigestAggregates::merging);
    }

    /** A digest of the digests of parts. */
    static Decomposition merging(FunctionReference function) {
        Type digest = function.returnType();
        String merge = digest == Simple.SET_DIGEST ? "merge_set_digest" : "merge";
        List<Integer> arguments =
                IntStream.range(0, function.argumentTypes().size()).boxed().toList();
        State state = new State(function, arguments, new FunctionReference(merge, List.of(digest), digest), List.of(0));
        return new Decomposition(List.of(state), List::getFirst);
    }

    private static String merged(AggregateSite site, String function) {
        return "unhex(%s(%s))"
                .formatted(
                        function,
                        site.callWhere("string_agg", "hex(" + site.sql(0) + "), ';'", site.sql(0) + " IS NOT NULL"));
    }

    private static String tdigest(AggregateSite site, String weight) {
        return "unhex(skein_tdigest(" + pairs(site, "CAST(" + site.sql(0) + " AS VARCHAR)", weight) + "))";
    }

    private static String quantiles(AggregateSite site, String weight) {
        String value = "CAST(skein_sortable_" + site.type(0) + "(" + site.sql(0) + ") AS VARCHAR)";
        String accuracy = site.sql().size() > 2 ? site.call("any_value", site.sql(2)) : QUANTILE_ACCURACY + "::DOUBLE";
        return "unhex(skein_qdigest(" + pairs(site, value, weight) + ", " + accuracy + "))";
    }

    private static String pairs(AggregateSite site, String value, String weight) {
        return site.callWhere(
                "string_agg",
                value + " || ':' || CAST(" + weight + " AS VARCHAR), ';'",
                site.sql(0) + " IS NOT NULL AND " + weight + " IS NOT NULL");
    }

    private static String set(AggregateSite site) {
        String value = switch (site.type(0)) {
            case Type.Varchar _ -> "hex(encode(" + site.sql(0) + "))";
            case Simple.VARBINARY -> "hex(" + site.sql(0) + ")";
            case Simple.BIGINT, Simple.INTEGER, Simple.SMALLINT, Simple.TINYINT ->
                "CAST(" + site.sql(0) + " AS VARCHAR)";
            case Simple.DATE -> "CAST(" + site.sql(0) + " - DATE '1970-01-01' AS VARCHAR)";
            default ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "make_set_digest of " + site.type(0).displayName() + " is not supported");
        };
        boolean bytes = site.type(0) instanceof Type.Varchar || site.type(0) == Simple.VARBINARY;
        return "unhex(skein_set_digest(%s, %s))"
                .formatted(site.callWhere("string_agg", value + ", ';'", site.sql(0) + " IS NOT NULL"), bytes);
    }
}
