package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;
import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Sketches. A set's sketch is the list of its distinct pairs of hash bucket and leading zeros, whose number is bounded; the estimate from it is Trino's.
 * Percentiles of few values are exact, those of many are the kernel's approximation.
 */
final class ApproximateAggregates {
    private static final double STANDARD_ERROR = 0.023;
    private static final int EXACT_VALUES = 20_000;

    private ApproximateAggregates() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        all.add(aggregate(
                "approx_distinct(t) -> bigint | T:comparable",
                site -> distinct(site, Double.toString(STANDARD_ERROR))));
        all.add(aggregate(
                "approx_distinct(t, double) -> bigint | T:comparable",
                site -> distinct(site, site.call("any_value", site.sql(1)))));
        all.add(aggregate(
                "approx_set(t) -> hyperloglog | T:comparable",
                ApproximateAggregates::sketch,
                DigestAggregates::merging));
        all.add(aggregate(
                "merge(hyperloglog) -> hyperloglog", ApproximateAggregates::merged, DigestAggregates::merging));
        all.add(scalar("cardinality(hyperloglog) -> bigint", "skein_cardinality(decode($1), 0.01625)"));
        all.add(scalar("empty_approx_set() -> hyperloglog", "''::BLOB"));
        for (String type : List.of("bigint", "double", "real")) {
            String name = "approx_percentile(" + type + ", ";
            all.add(aggregate(name + "double) -> " + type, site -> percentile(site, site.sql(1))));
            all.add(aggregate(name + "array(double)) -> array(" + type + ")", site -> percentiles(site, site.sql(1))));
            all.add(aggregate(name + "double, double) -> " + type, ApproximateAggregates::weighted));
            all.add(aggregate(name + "double, double, double) -> " + type, ApproximateAggregates::weighted));
            all.add(aggregate(
                    name + "double, array(double)) -> array(" + type + ")", ApproximateAggregates::weightedArray));
        }
        return all;
    }

    private static String entry(AggregateSite site) {
        return "skein_set_entry("
                + HashSql.of(ExpressionWriter.comparable(site.sql(0), site.type(0)), hashed(site.type(0))) + ")";
    }

    /** The type of what is compared of a value. */
    private static Type hashed(Type type) {
        return switch (type) {
            case Type.TimestampWithTimeZone(int precision) -> new Type.Timestamp(precision);
            case Type.TimeWithTimeZone _ -> Type.Simple.BIGINT;
            default -> type;
        };
    }

    private static String entries(AggregateSite site) {
        String entry = entry(site);
        String list = site.callWhere(
                "list",
                (site.treatment() == AggregateSite.Treatment.DISTINCT ? "" : "DISTINCT ") + entry,
                site.sql(0) + " IS NOT NULL");
        return "array_to_string(" + list + ", ',')";
    }

    private static String distinct(AggregateSite site, String error) {
        return "skein_cardinality(coalesce(" + entries(site) + ", ''), skein_standard_error(" + error + "))";
    }

    private static String sketch(AggregateSite site) {
        return "encode(" + entries(site) + ")";
    }

    private static String merged(AggregateSite site) {
        return "encode("
                + site.callWhere("string_agg", "decode(" + site.sql(0) + "), ','", site.sql(0) + " IS NOT NULL") + ")";
    }

    private static String percentile(AggregateSite site, String fractionSql) {
        String fraction = site.call("any_value", "skein_fraction(" + fractionSql + ")");
        return KernelText.cast(
                quantile(site, fraction, approximate(site, fractionSql)),
                site.function().returnType());
    }

    private static String percentiles(AggregateSite site, String fractionsSql) {
        String fractions = site.call("any_value", fractionsSql);
        Type element = ((Type.Array) site.function().returnType()).element();
        String exact = "list_transform(" + fractions + ", lambda __q: "
                + KernelText.cast("skein_quantile(" + sample(site) + ", skein_fraction(__q))", element) + ")";
        return KernelText.cast(
                "CASE WHEN " + site.call("count", site.sql(0)) + " > 0 THEN " + exact + " END",
                site.function().returnType());
    }

    private static String quantile(AggregateSite site, String fraction, String approximate) {
        return "CASE WHEN " + site.call("count", site.sql(0)) + " <= " + EXACT_VALUES + " THEN skein_quantile("
                + sample(site) + ", " + fraction + ") ELSE " + approximate + " END";
    }

    /** All values where they are few, else as many at random. */
    private static String sample(AggregateSite site) {
        return site.call("arg_min", site.sql(0) + ", random(), " + EXACT_VALUES);
    }

    private static String approximate(AggregateSite site, String fractionSql) {
        // The kernel wants a constant, in range even where the check beside it fails.
        return site.arguments().get(1) instanceof Expression.Constant(Object value, Type _)
                        && value instanceof Double fraction
                ? site.call("approx_quantile", site.sql(0) + ", " + Math.clamp(fraction, 0, 1))
                : "skein_quantile(" + sample(site) + ", " + site.call("any_value", fractionSql) + ")";
    }

    private static String pairs(AggregateSite site) {
        return site.callWhere(
                "string_agg",
                "CAST(CAST(" + site.sql(0) + " AS DOUBLE) AS VARCHAR) || ':' || CAST(skein_weight(" + site.sql(1)
                        + ") AS VARCHAR), ';'",
                site.sql(0) + " IS NOT NULL AND " + site.sql(1) + " IS NOT NULL");
    }

    private static String weighted(AggregateSite site) {
        String value = "skein_weighted_quantile(" + pairs(site) + ", "
                + site.call("any_value", "skein_fraction(" + site.sql(2) + ")") + ")";
        return typed(value, site.function().returnType());
    }

    private static String weightedArray(AggregateSite site) {
        Type element = ((Type.Array) site.function().returnType()).element();
        String value = typed("skein_weighted_quantile(" + pairs(site) + ", skein_fraction(__q))", element);
        return "CASE WHEN " + site.call("count", site.sql(0)) + " > 0 THEN list_transform("
                + site.call("any_value", site.sql(2)) + ", lambda __q: " + value + ") END::"
                + KernelTypes.sql(site.function().returnType());
    }

    private static String typed(String sql, Type type) {
        return KernelText.cast(type == Type.Simple.BIGINT ? "round(" + sql + ")" : sql, type);
    }
}
