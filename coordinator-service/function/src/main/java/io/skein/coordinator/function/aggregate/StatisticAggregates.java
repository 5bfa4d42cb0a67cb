package io.skein.coordinator.function.aggregate;

import static io.skein.coordinator.function.FunctionDefinition.aggregate;
import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.AggregateRendering;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Deviations, moments and correlations, and the hidden parts that averages are made of. */
final class StatisticAggregates {
    private static final List<String> FUNCTIONS =
            List.of("stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop");

    private StatisticAggregates() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        for (String name : FUNCTIONS) {
            all.add(aggregate(name + "(bigint) -> double", AggregateRendering.named(name)));
            all.add(aggregate(name + "(double) -> double", site -> spread(site, name)));
        }
        for (String type : List.of("double", "real")) {
            all.add(pair("covar_pop", type, site -> typed(site, both(site, "covar_pop"))));
            all.add(pair("covar_samp", type, site -> typed(site, both(site, "covar_samp"))));
            all.add(pair("corr", type, StatisticAggregates::correlation));
            all.add(pair("regr_slope", type, StatisticAggregates::slope));
            all.add(pair("regr_intercept", type, StatisticAggregates::intercept));
        }
        for (String type : List.of("bigint", "double")) {
            all.add(aggregate("skewness(" + type + ") -> double", StatisticAggregates::skewness));
            all.add(aggregate("kurtosis(" + type + ") -> double", StatisticAggregates::kurtosis));
            all.add(aggregate("geometric_mean(" + type + ") -> double", StatisticAggregates::geometricMean));
        }
        all.add(aggregate("geometric_mean(real) -> real", StatisticAggregates::geometricMean));
        all.add(aggregate("checksum(t) -> varbinary", StatisticAggregates::checksum));
        all.add(aggregate(
                "$sum_double(bigint) -> double", site -> "CAST(" + site.call("sum", site.sql(0)) + " AS DOUBLE)"));
        all.add(aggregate("$sum_double(double) -> double", AggregateRendering.named("sum")));
        all.add(scalar("$average(double, bigint) -> double", "(CASE WHEN $2 > 0 THEN $1 / $2 END)"));
        all.add(scalar("$average(decimal(p,s), bigint) -> decimal(p,s)", StatisticAggregates::decimalAverage));
        return all;
    }

    private static String spread(AggregateSite site, String name) {
        return moment(site, name, name.endsWith("_pop") ? 1 : 2);
    }

    private static FunctionDefinition pair(String name, String type, AggregateRendering rendering) {
        return aggregate(name + "(" + type + ", " + type + ") -> " + type, rendering);
    }

    private static String both(AggregateSite site, String name) {
        return site.call(name, site.sql(0) + ", " + site.sql(1));
    }

    /** Divided in this order, the last digits are Trino's. */
    private static String correlation(AggregateSite site) {
        return typed(
                site,
                finite(both(site, "regr_sxy") + " / sqrt(" + both(site, "regr_sxx") + ") / sqrt("
                        + both(site, "regr_syy") + ")"));
    }

    private static String slope(AggregateSite site) {
        return typed(site, finite(both(site, "regr_sxy") + " / " + both(site, "regr_sxx")));
    }

    private static String intercept(AggregateSite site) {
        return typed(
                site,
                finite(both(site, "regr_avgy") + " - " + both(site, "regr_sxy") + " / " + both(site, "regr_sxx") + " * "
                        + both(site, "regr_avgx")));
    }

    private static String typed(AggregateSite site, String sql) {
        return KernelText.cast(sql, site.function().returnType());
    }

    /** NULL where a statistic is not defined. */
    private static String finite(String sql) {
        return "skein_finite(" + sql + ")";
    }

    /** The population's, where the kernel gives the sample's. */
    private static String skewness(AggregateSite site) {
        return "skein_population_skewness(" + moment(site, "skewness", 3) + ", " + site.call("count", site.sql(0))
                + ")";
    }

    private static String kurtosis(AggregateSite site) {
        return "skein_kurtosis(" + moment(site, "kurtosis", 4) + ", " + site.call("count", site.sql(0)) + ")";
    }

    /** NaN and the infinities make it NaN; the kernel would fail. */
    private static String moment(AggregateSite site, String name, int least) {
        if (site.type(0) != Type.Simple.DOUBLE) {
            return site.call(name, site.sql(0));
        }
        return "skein_spread(%s, %s, %s, %d)"
                .formatted(
                        site.call(name, "skein_finite(" + site.sql(0) + ")"),
                        site.call("bool_or", "NOT isfinite(" + site.sql(0) + ")"),
                        site.call("count", site.sql(0)),
                        least);
    }

    private static String geometricMean(AggregateSite site) {
        return KernelText.cast(
                "exp(" + site.call("avg", "skein_logarithm(" + site.sql(0) + ")") + ")",
                site.function().returnType());
    }

    private static String checksum(AggregateSite site) {
        String step =
                "coalesce(skein_checksum_step(" + HashSql.of(site.sql(0), site.type(0)) + "), -7046029288634856825)";
        return "unhex(skein_checksum_bytes(CAST(" + site.call("sum", step) + " AS VARCHAR)))";
    }

    private static String decimalAverage(CallSite call) {
        Type.Decimal type = (Type.Decimal) call.function().returnType();
        return "CAST(skein_decimal_average(%s::VARCHAR, %s, %d) AS %s)"
                .formatted(call.sql(0), call.sql(1), type.scale(), KernelTypes.sql(type));
    }
}
