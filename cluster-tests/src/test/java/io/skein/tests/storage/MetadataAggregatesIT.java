package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** count, min and max of whole tables come from manifests where these are exact, and from the rows elsewhere. */
class MetadataAggregatesIT {
    private static final String ALL = "SELECT count(*), count(i), min(i), max(i), min(b), max(b), min(d), max(d),"
            + " min(ts), max(ts), min(tz), max(tz), min(amount), max(amount), count(v) FROM iceberg.known.";

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = Servers.standalone();
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.known");
    }

    private static void make(String table, int version) {
        Jdbc.execute(
                server,
                "CREATE TABLE iceberg.known." + table + " (i integer, b bigint, d date, ts timestamp(6),"
                        + " tz timestamp(6) with time zone, amount decimal(10, 2), v varchar, f double) WITH (format_version = "
                        + version + ")");
        for (int offset : List.of(0, 100, -1000)) {
            Jdbc.execute(
                    server,
                    "INSERT INTO iceberg.known." + table
                            + " SELECT IF(x % 3 = 0, NULL, x), x * 10000000000, date '2026-01-01' + x * interval '1' day,"
                            + " timestamp '1969-12-31 23:59:59.999999' + x * interval '1' hour,"
                            + " timestamp '2026-03-01 00:00:00.000001 Europe/Vienna' + x * interval '1' minute,"
                            + " CAST(x AS decimal(10, 2)) / 100, IF(x % 2 = 0, NULL, 'v' || CAST(x AS varchar)), IF(x = 7, nan(), x)"
                            + " FROM UNNEST(sequence(" + (1 + offset) + ", " + (20 + offset) + ")) AS t(x)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void metadataSaysWhatTheRowsSay(int version) {
        String table = "exact" + version;
        make(table, version);

        assertThat(plan(ALL + table)).contains("Values").doesNotContain("TableScan");
        assertThat(Jdbc.query(server, ALL + table)).isEqualTo(Jdbc.query(server, ALL + table + " WHERE b IS NOT NULL"));
        assertThat(Jdbc.query(server, "SELECT count(*), min(i), max(amount) FROM iceberg.known." + table)
                        .toString())
                .isEqualTo("[[60, -998, 1.20]]");

        Jdbc.execute(server, "DELETE FROM iceberg.known." + table + " WHERE i = -998 OR b = 1200000000000");

        assertThat(plan(ALL + table)).contains("TableScan");
        assertThat(Jdbc.query(server, "SELECT count(*), min(i), max(amount) FROM iceberg.known." + table)
                        .toString())
                .isEqualTo("[[58, -997, 1.19]]");

        Jdbc.execute(server, "ALTER TABLE iceberg.known." + table + " EXECUTE optimize");

        assertThat(plan(ALL + table)).contains("Values").doesNotContain("TableScan");
        assertThat(Jdbc.query(server, "SELECT count(*), min(i), max(amount) FROM iceberg.known." + table)
                        .toString())
                .isEqualTo("[[58, -997, 1.19]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min(v)                       | v-981",
                "max(f)                       | 120.0",
                "count(DISTINCT i)            | 40",
                "count(*) FILTER (WHERE i > 0)| 27"
            })
    void whatManifestsDoNotKnowIsRead(String aggregate, String expected) {
        String table = "read" + Math.abs(aggregate.hashCode());
        make(table, 2);
        String sql = "SELECT " + aggregate + " FROM iceberg.known." + table;

        assertThat(plan(sql)).contains("TableScan");
        assertThat(Jdbc.query(server, sql)).hasToString("[[" + expected + "]]");
    }

    @Test
    void otherSnapshotsAndAddedColumnsAreKnownAsFarAsTheyAre() {
        make("past", 2);
        Object first = Jdbc.query(
                        server, "SELECT snapshot_id FROM iceberg.known.\"past$snapshots\" ORDER BY committed_at")
                .get(1)
                .getFirst();
        String past = "SELECT count(*), max(i) FROM iceberg.known.past FOR VERSION AS OF " + first;

        assertThat(plan(past)).doesNotContain("TableScan");
        assertThat(Jdbc.query(server, past)).hasToString("[[20, 20]]");

        Jdbc.execute(server, "ALTER TABLE iceberg.known.past ADD COLUMN late integer");
        Jdbc.execute(server, "INSERT INTO iceberg.known.past (late) VALUES 5");

        assertThat(Jdbc.query(server, "SELECT count(*), count(late), max(late) FROM iceberg.known.past"))
                .hasToString("[[61, 1, 5]]");
    }

    @Test
    void ofNoRowsThereIsNothing() {
        Jdbc.execute(server, "CREATE TABLE iceberg.known.empty (i integer)");

        assertThat(plan("SELECT count(*), min(i) FROM iceberg.known.empty")).doesNotContain("TableScan");
        assertThat(Jdbc.query(server, "SELECT count(*), count(i), min(i) FROM iceberg.known.empty"))
                .hasToString("[[0, 0, null]]");
    }

    private static String plan(String sql) {
        return Jdbc.query(server, "EXPLAIN " + sql).toString();
    }
}
