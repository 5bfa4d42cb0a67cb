package io.skein.tests.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.conformance.Answer;
import io.skein.tests.conformance.RestSession;
import io.skein.tests.server.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Approximate aggregates of one process and, merged, of two workers keep the error that Trino's documentation gives them: three standard errors for distinct
 * counts, the digests' accuracy for ranks. Each statement answers its error against the exact value.
 */
class ApproximationsIT {
    private static final RestSession SINGLE =
            new RestSession(Servers.standalone().httpAddress());
    private static final RestSession DISTRIBUTED =
            new RestSession(Servers.cluster().httpAddress());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.069|approx_distinct(orderkey)|count(DISTINCT orderkey)",
                "0.069|approx_distinct(comment)|count(DISTINCT comment)",
                "0.03|approx_distinct(comment, 0.01)|count(DISTINCT comment)",
                "0.069|approx_distinct(shipdate)|count(DISTINCT shipdate)",
                "0.069|cardinality(approx_set(partkey))|count(DISTINCT partkey)",
                "0|cardinality(approx_most_frequent(7, shipmode, 100))|count(DISTINCT shipmode)",
                "0|element_at(approx_most_frequent(7, shipmode, 100), 'AIR')|count_if(shipmode = 'AIR')",
                "0.000001|reduce(map_values(numeric_histogram(10, extendedprice)), 0e0, (s, x) -> s + x, s -> s)|count(*)",
                "0.01|quantile_at_value(qdigest_agg(orderkey), 30000) * count(*)|count_if(orderkey <= 30000)"
            })
    void aValueIsNearTheExactOne(double bound, String approximate, String exact) throws Exception {
        requireError(
                bound, "SELECT abs(CAST(%s AS double) - %s) / %s FROM lineitem".formatted(approximate, exact, exact));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approx_percentile(extendedprice, 0.1)|0.1",
                "approx_percentile(extendedprice, 0.5)|0.5",
                "approx_percentile(extendedprice, ARRAY[0.5, 0.99])[2]|0.99",
                "value_at_quantile(tdigest_agg(extendedprice), 0.9)|0.9",
                "value_at_quantile(qdigest_agg(extendedprice), 0.9)|0.9"
            })
    void aPercentileHasItsRank(String percentile, double rank) throws Exception {
        requireError(
                0.011,
                "SELECT abs(count_if(extendedprice <= p) / CAST(count(*) AS double) - %s) FROM lineitem, (SELECT %s AS p FROM lineitem)"
                        .formatted(rank, percentile));
    }

    /** Merged t-digests depend on the order of their merging: of 2,000 random orders of these groups the library's (airlift stats) worst median was 3.6 % off. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(cardinality(merge(s)) - 15000) / 15e3|approx_set(orderkey)|0.069",
                "abs(value_at_quantile(merge(s), 0.5) - 29888) / 60e3|tdigest_agg(orderkey)|0.04",
                "abs(value_at_quantile(merge(s), 0.5) - 29888) / 60e3|qdigest_agg(orderkey)|0.011"
            })
    void sketchesOfGroupsMerge(String error, String sketch, double bound) throws Exception {
        requireError(
                bound,
                "SELECT %s FROM (SELECT shipmode, %s AS s FROM lineitem GROUP BY shipmode)".formatted(error, sketch));
    }

    private static void requireError(double bound, String sql) throws Exception {
        DISTRIBUTED.setProperty("distribution", "FORCED");
        for (RestSession session : new RestSession[] {SINGLE, DISTRIBUTED}) {
            Answer answer = session.execute(sql);
            assertThat(answer.failure()).as(sql).isEmpty();
            assertThat(answer.rows().getFirst().get(0).asDouble()).as(sql).isBetween(0.0, bound);
        }
    }
}
