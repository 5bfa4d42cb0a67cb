package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Jdbc.Failure;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ANALYZE of some partitions reads just these, and adds what it learns to what is known of the others. */
class AnalyzePartitionsIT {
    private static final int INVALID_ANALYZE_PROPERTY = 0x0000_002A;

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = Servers.standalone();
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.analyzed");
        Jdbc.execute(
                server,
                "CREATE TABLE iceberg.analyzed.events (event_ts timestamp(6), customer_id bigint, country varchar)"
                        + " WITH (partitioning = ARRAY['month(event_ts)', 'country'])");
        Jdbc.execute(
                server,
                "INSERT INTO iceberg.analyzed.events SELECT timestamp '2026-05-01 10:00:00' + m * interval '1' month, c,"
                        + " IF(c = 50, NULL, 'DE') FROM UNNEST(ARRAY[0, 1, 2], ARRAY[1, 11, 21], ARRAY[10, 30, 50]) AS t(m, a, z),"
                        + " UNNEST(sequence(a, z)) AS u(c)");
        Jdbc.execute(server, "CREATE TABLE iceberg.analyzed.plain AS SELECT 1 x");
    }

    @Test
    void partitionsAreLearntOneByOne() {
        Jdbc.execute(server, "ALTER TABLE iceberg.analyzed.events EXECUTE drop_extended_stats");
        assertThat(customers()).isNull();

        analyze("ARRAY[ARRAY['2026-06', 'DE']]");
        assertThat(customers()).isEqualTo(20.0);

        analyze("ARRAY[ARRAY['2026-07', 'DE']]");
        assertThat(customers()).as("11 to 30 and 21 to 49").isEqualTo(39.0);

        analyze("ARRAY[ARRAY['2026-07', NULL], ARRAY['2026-06', 'DE']]");
        assertThat(customers()).isEqualTo(40.0);

        Jdbc.execute(server, "ANALYZE iceberg.analyzed.events");
        assertThat(customers()).isEqualTo(50.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plain  | ARRAY[ARRAY['1']]             | Partition list provided but table is not partitioned",
                "events | ARRAY[ARRAY['2026-06']]       | Provided partition value count does not match partition column count",
                "events | ARRAY[ARRAY['2030-01', 'DE']] | Partition not found: [2030-01, DE]",
                "events | ARRAY['2026-06']              | Invalid value for catalog 'iceberg' analyze property 'partitions':"
                        + " Cannot convert [ARRAY['2026-06']] to array(array(varchar))",
            })
    void whatIsNoPartitionIsRefused(String table, String partitions, String message) {
        Failure failure =
                Jdbc.failure(server, "ANALYZE iceberg.analyzed." + table + " WITH (partitions = " + partitions + ")");

        assertThat(failure.message()).contains(message);
        assertThat(failure.code()).isEqualTo(INVALID_ANALYZE_PROPERTY);
    }

    private static void analyze(String partitions) {
        Jdbc.execute(server, "ANALYZE iceberg.analyzed.events WITH (partitions = " + partitions + ")");
    }

    /** The distinct values that SHOW STATS has of the column. */
    private static Object customers() {
        return Jdbc.query(server, "SHOW STATS FOR iceberg.analyzed.events").stream()
                .filter(row -> "customer_id".equals(row.getFirst()))
                .map(row -> row.subList(2, 3))
                .findFirst()
                .orElse(List.of())
                .getFirst();
    }
}
