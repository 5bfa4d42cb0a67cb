package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a join's build side spares its probe side: files of an Iceberg table, rows of a PostgreSQL table. */
abstract class DynamicFilterQueries {
    /** Customers 205, 210 and 395 are enterprises; 200,000 events, one of each customer. */
    private static final String TABLES = """
        CREATE TABLE customers AS SELECT n::bigint AS id,
          CASE WHEN n IN (205, 210, 395) THEN 'enterprise' WHEN n % 2 = 0 THEN 'small' END AS segment
          FROM generate_series(1, 2000) AS n;
        CREATE TABLE events AS SELECT n::bigint AS customer, n % 100 AS amount FROM generate_series(1, 200000) AS n;
        CREATE VIEW slow AS SELECT id, segment FROM customers, LATERAL (SELECT pg_sleep(600) WHERE id > 0) AS pause;
        ANALYZE\
        """;

    /** Ten days of 2,000 rows, each a file; day d has the customers 200 d + 1 to 200 d + 200. */
    private static final List<String> LAKE = List.of(
            "CREATE SCHEMA iceberg.lake",
            "CREATE TABLE iceberg.lake.sales WITH (partitioning = ARRAY['day']) AS "
                    + "SELECT day, day * 200 + n / 10 + 1 AS customer, CAST(n % 7 AS integer) AS amount FROM "
                    + "(SELECT CAST(d AS integer) AS day FROM UNNEST(sequence(0, 9)) AS days (d)) "
                    + "CROSS JOIN (SELECT CAST(n AS integer) AS n FROM UNNEST(sequence(0, 1999)) AS numbers (n))",
            "CREATE TABLE memory.default.wanted AS SELECT id FROM (VALUES BIGINT '17', 17, 4711, NULL) AS t (id)",
            "CREATE TABLE memory.default.thousands AS SELECT 4000 + n + 101 * m AS id "
                    + "FROM UNNEST(sequence(1, 101)) AS a (n), UNNEST(sequence(0, 99)) AS b (m)");

    static SkeinProcess start(String database, String... command) {
        String url = "connection-url=" + PostgresServer.shared().database(database);
        PostgresServer.shared().execute(database, TABLES);
        SkeinProcess server = Federation.start(
                Map.of("pg", List.of(url, "dynamic-filtering.wait-timeout=10m", "domain-compaction-threshold=2")),
                command);
        LAKE.forEach(statement -> Jdbc.execute(server, statement));
        return server;
    }

    abstract SkeinProcess server();

    /** The session property. */
    abstract String distribution();

    private static final String PATIENT = "SET SESSION iceberg.dynamic_filtering_wait_timeout = '10m'";

    private static final String ENTERPRISES =
            "SELECT count(*), sum(s.amount) FROM iceberg.lake.sales s JOIN pg.public.customers c ON s.customer = c.id "
                    + "WHERE c.segment = 'enterprise'";

    /** The answer, after these settings. */
    private List<List<Object>> query(String sql, String... settings) {
        try (Connection connection = Jdbc.connect(server());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = '" + distribution() + "'");
            for (String setting : settings) {
                statement.execute(setting);
            }
            return Jdbc.query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private String text(String sql, String... settings) {
        return (String) query(sql, settings).getFirst().getFirst();
    }

    @Test
    void onlyFilesThatHoldKeysOfTheBuildSideAreRead() {
        String analyzed = text("EXPLAIN ANALYZE " + ENTERPRISES, PATIENT);
        assertThat(analyzed)
                .contains("dynamicFilters = {customer = #df_1}")
                .contains("dynamicFilterAssignments = {id -> #df_1}")
                .contains("- df_1, [ SortedRangeSet[type=bigint, ranges=3, {[205], [210], [395]}] ], collection time=")
                .contains(", splits=1 (2000 rows, ");
        assertThat(query(ENTERPRISES, PATIENT))
                .isEqualTo(query(ENTERPRISES, "SET SESSION enable_dynamic_filtering = false"))
                .containsExactly(List.of(30L, 87L));
    }

    @Test
    void nothingIsWaitedForWhereItIsSwitchedOff() {
        assertThat(text("EXPLAIN " + ENTERPRISES, "SET SESSION enable_dynamic_filtering = false"))
                .doesNotContain("dynamicFilter");
        assertThat(text("EXPLAIN " + ENTERPRISES, "SET SESSION iceberg.dynamic_filtering_wait_timeout = '0s'"))
                .doesNotContain("dynamicFilter");
        assertThat(text("EXPLAIN " + ENTERPRISES)).contains("dynamicFilters = {customer = #df_1}");
    }

    @Test
    void anEmptyBuildSideLeavesNothingToRead() {
        String none = ENTERPRISES.replace("'enterprise'", "'nobody'");
        assertThat(text("EXPLAIN ANALYZE " + none, PATIENT))
                .contains("- df_1, [ NONE ]")
                .contains(", splits=0 (0 rows");
        assertThat(query(none, PATIENT)).isEqualTo(query(none, "SET SESSION enable_dynamic_filtering = false"));
    }

    @Test
    void postgresIsAskedForTheKeysAlone() {
        String join =
                "SELECT count(*), sum(e.amount) FROM pg.public.events e JOIN memory.default.wanted w ON e.customer ="
                        + " w.id";
        assertThat(text("EXPLAIN ANALYZE " + join)).contains("{[17], [4711]}").contains("Input: 2 rows");
        assertThat(query(join))
                .isEqualTo(query(join, "SET SESSION enable_dynamic_filtering = false"))
                .containsExactly(List.of(3L, 45L));
    }

    @Test
    void tooManyKeysBecomeTheirSpan() {
        String join = "SELECT count(*) FROM pg.public.events e JOIN memory.default.thousands t ON e.customer = t.id";
        assertThat(text("EXPLAIN ANALYZE " + join))
                .contains("SortedRangeSet[type=bigint, ranges=1, {[4001,14100]}]")
                .contains("Input: 10100 rows");
        assertThat(query(join)).containsExactly(List.of(10_100L));
    }

    @Test
    void rowsOfTheOtherSideOfOuterJoinsStay() {
        String join = "SELECT count(*), count(c.id) FROM iceberg.lake.sales s %s JOIN "
                + "(SELECT * FROM pg.public.customers WHERE segment = 'enterprise') c ON s.customer = c.id";
        assertThat(query(join.formatted("LEFT"), PATIENT)).containsExactly(List.of(20_000L, 30L));
        assertThat(query(join.formatted("FULL"), PATIENT)).containsExactly(List.of(20_000L, 30L));
        assertThat(query(join.formatted("RIGHT"), PATIENT)).containsExactly(List.of(30L, 30L));
    }

    @Test
    void aBuildSideThatIsLateIsNotWaitedFor() {
        String join = "SELECT count(*) FROM iceberg.lake.sales s JOIN "
                + "(SELECT id FROM pg.public.customers, UNNEST(sequence(1, 100)) WHERE segment = 'enterprise') c "
                + "ON s.customer = c.id";
        assertThat(query(join, "SET SESSION iceberg.dynamic_filtering_wait_timeout = '1ms'"))
                .isEqualTo(query(join, PATIENT))
                .containsExactly(List.of(3_000L));
    }

    @Test
    void aQueryThatIsCancelledWhileItWaitsLeavesNothing() throws Exception {
        String join = "SELECT count(*) FROM iceberg.lake.sales s JOIN pg.public.slow c ON s.customer = c.id "
                + "WHERE c.segment = 'enterprise'";
        try (Connection connection = Jdbc.connect(server());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = '" + distribution() + "'");
            statement.execute(PATIENT);
            CompletableFuture<List<List<Object>>> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return Jdbc.query(connection, join);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Counters.workersAtWork(server()) > 0 || answer.isDone());
            assertThat(answer).isNotDone();
            String id = (String) query("SELECT query_id FROM system.runtime.queries WHERE state = 'RUNNING' OR "
                            + "state = 'STARTING' ORDER BY created LIMIT 1")
                    .getFirst()
                    .getFirst();
            Jdbc.execute(server(), "CALL system.runtime.kill_query('" + id + "', 'enough')");
            assertThat(answer).failsWithin(Duration.ofSeconds(60));
        }
        Counters.awaitNothingHeld(server(), Duration.ofSeconds(60));
    }
}
