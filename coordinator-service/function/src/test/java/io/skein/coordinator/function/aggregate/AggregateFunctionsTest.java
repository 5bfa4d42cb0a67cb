package io.skein.coordinator.function.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.AggregateSite.Treatment;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.spi.type.Type;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateFunctionsTest {
    private AggregateFixture kernel;

    @BeforeAll
    void open() throws SQLException {
        kernel = new AggregateFixture();
    }

    @AfterAll
    void close() throws SQLException {
        kernel.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max|double|('1'), ('NaN'), (NULL)|double 1.0",
                "min|double|('NaN'), ('2')|double 2.0",
                "max|double;bigint|('1', 2), ('NaN', 2), ('3', 2)|array(double) [3.0, 1.0]",
                "min|integer;bigint|(3, 2), (1, 2), (NULL, 2), (2, 2)|array(integer) [1, 2]",
                "max_by|varchar;double|('a', '1'), ('b', 'NaN'), (NULL, '3')|varchar null",
                "min_by|varchar;integer|('a', 2), ('b', 1), ('c', NULL)|varchar b",
                "max_by|varchar;integer;bigint|('a', 1, 2), (NULL, 3, 2), ('c', NULL, 2)|array(varchar) [NULL, a]",
                "bitwise_xor_agg|bigint|(1), (3), (NULL)|bigint 2",
                "map_agg|varchar;integer|('a', 1), ('a', 2), (NULL, 3)|map(varchar, integer) {a=1}",
                "multimap_agg|varchar;integer|('a', 1), ('a', NULL)|map(varchar, array(integer)) {a=[1, NULL]}",
                "histogram|integer|(1), (1), (NULL)|map(integer, bigint) {1=2}",
                "approx_most_frequent|bigint;varchar;bigint|(1, 'x', 9), (1, 'y', 9), (1, 'y', 9)|map(varchar, bigint) {y=2}",
                "numeric_histogram|bigint;double|(2, 1), (2, 1), (2, 5)|map(double, double) {1.0=2.0, 5.0=1.0}",
                "approx_percentile|bigint;double|(10, 0.5), (20, 0.5), (30, 0.5)|bigint 20",
                "approx_percentile|double;array(double)|(1.5, [0, 1]), (2.5, [0, 1])|array(double) [1.5, 2.5]",
                "approx_percentile|bigint;double;double|(1, 1, 0.5), (2, 1, 0.5), (10, 8, 0.5)|bigint 8",
                "approx_distinct|bigint|(1), (1), (2), (NULL)|bigint 2",
                "tdigest_agg|double|(NULL)|tdigest null",
                "corr|double;double|(1, 2), (2, 4), (3, 6)|double 0.9999999999999999",
                "corr|double;double|(1, 2)|double null",
                "regr_slope|double;double|(1, 2), (2, 4), (3, 6)|double 0.5",
                "regr_intercept|double;double|(1, 2), (2, 4), (3, 6)|double 0.0",
                "skewness|bigint|(1), (2)|double null",
                "stddev|double|('NaN'), ('1')|double nan",
                "stddev_pop|bigint|(5)|double 0.0",
                "geometric_mean|bigint|(0), (2)|double 0.0",
                "sum|decimal(3,1)|(1.5), (2.5)|decimal(38,1) 4.0",
                "avg|decimal(2,1)|(1.5), (1.6)|decimal(2,1) 1.6",
            })
    void answersAsTrino(String name, String types, String rows, String answer) throws SQLException {
        assertThat(kernel.run(name, types, rows)).isEqualTo(answer);
    }

    @Test
    void sumsHashesIntoAChecksum() throws SQLException {
        assertThat(kernel.run("checksum", "bigint", "(1), (2)")).isEqualTo("varbinary c\\x87\\xD0\\xF5\\x86_\\xD16");
    }

    @Test
    void countsInstantsNotZones() throws SQLException {
        String rows =
                "({'instant': TIMESTAMP '2020-01-01', 'zone': 'UTC'}), ({'instant': TIMESTAMP '2020-01-01', 'zone': 'Asia/Tokyo'})";

        assertThat(kernel.run("count", "timestamp(3) with time zone", rows, Treatment.DISTINCT))
                .isEqualTo("bigint 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum|bigint|(9223372036854775807), (1)|NUMERIC_VALUE_OUT_OF_RANGE]bigint sum overflow: 9223372036854775808",
                "sum|decimal(38,0)|(99999999999999999999999999999999999999), (1)|NUMERIC_VALUE_OUT_OF_RANGE]Decimal overflow",
                "min|integer;bigint|(3, 0)|INVALID_FUNCTION_ARGUMENT]second argument of min_n must be positive",
                "max|integer;bigint|(3, 10001)|INVALID_FUNCTION_ARGUMENT]second argument of max_n must be less than or equal to 10000; found 10001",
                "approx_percentile|bigint;double|(1, 1.5)|INVALID_FUNCTION_ARGUMENT]Percentile must be between 0 and 1",
                "approx_percentile|bigint;double;double|(1, 0, 0.5)|INVALID_FUNCTION_ARGUMENT]weight must be >= 1, was 0.0",
                "approx_distinct|bigint;double|(1, 0.5)|INVALID_FUNCTION_ARGUMENT]Max standard error must be in [0.0040625, 0.26]: 0.5",
                "numeric_histogram|bigint;double|(1, 1)|INVALID_FUNCTION_ARGUMENT]numeric_histogram bucket count must be greater than one",
            })
    void failsAsTrino(String name, String types, String rows, String message) {
        assertThatThrownBy(() -> kernel.run(name, types, rows))
                .hasMessageContaining("SKEIN_ERROR[" + message + "[/SKEIN_ERROR]");
    }

    @ParameterizedTest
    @CsvSource({"approx_set,1", "count,1", "sum,1", "avg,2", "min,1", "bitwise_or_agg,1", "any_value,1"})
    void splitsIntoTwoPhases(String name, int states) {
        Type bigint = Type.Simple.BIGINT;
        Type result = name.equals("avg") ? Type.Simple.DOUBLE : bigint;

        assertThat(FunctionRegistry.standard().decomposition(new FunctionReference(name, List.of(bigint), result)))
                .hasValueSatisfying(
                        decomposition -> assertThat(decomposition.states()).hasSize(states));
    }
}
