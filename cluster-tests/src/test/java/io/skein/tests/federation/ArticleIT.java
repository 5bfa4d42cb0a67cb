package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.Lake;
import io.skein.tests.storage.PostgresServer;
import io.skein.tests.storage.S3Server;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queries of an article on federated analytics, as written there: Iceberg on S3, PostgreSQL and Kafka under two workers. */
class ArticleIT {
    private static final int EVENTS = 3_600;
    private static final int CUSTOMERS = 50;
    private static final List<String> COUNTRIES = List.of("US", "DE", "PL", "FR");
    private static final LocalDateTime FIRST = LocalDateTime.of(2025, 10, 1, 0, 0);

    private static PostgresServer postgres;
    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        postgres = PostgresServer.shared();
        String url = postgres.database("article");
        postgres.execute("article", """
                CREATE SCHEMA crm;
                CREATE TABLE crm.customers (customer_id bigint PRIMARY KEY, country text, segment text);
                INSERT INTO crm.customers SELECT n, (ARRAY['US', 'DE', 'PL', 'FR'])[n % 4 + 1],
                  CASE WHEN n % 25 = 0 THEN 'enterprise' ELSE 'small' END FROM generate_series(1, 50) AS n;
                ANALYZE""");
        Path etc = Lake.directory(Map.of(
                "iceberg", Lake.jdbc("http://127.0.0.1:" + S3Server.shared().port(), "article")));
        Path catalogs = etc.resolve("catalog");
        Files.write(
                catalogs.resolve("postgresql.properties"),
                List.of(
                        "connector.name=postgresql",
                        "connection-url=" + url,
                        "connection-user=" + PostgresServer.USER,
                        "connection-password=${ENV:SKEIN_TEST_POSTGRES_PASSWORD}"));
        List<String> kafka = new ArrayList<>(List.of("connector.name=kafka"));
        kafka.addAll(KafkaTopics.catalog());
        Files.write(catalogs.resolve("kafka.properties"), kafka);
        Files.write(etc.resolve("skein.properties"), List.of());
        server = SkeinProcess.start(
                Map.of(
                        "SKEIN_TEST_S3_SECRET",
                        S3Server.SECRET_KEY,
                        "SKEIN_TEST_POSTGRES_PASSWORD",
                        PostgresServer.PASSWORD),
                "cluster",
                "--workers",
                "2",
                "--etc",
                etc.toString());
        Jdbc.execute(server, "CREATE SCHEMA iceberg.analytics");
        Jdbc.execute(server, """
                CREATE TABLE iceberg.analytics.events WITH (partitioning = ARRAY['month(event_ts)']) AS
                SELECT n AS event_id, n % 50 + 1 AS customer_id, event_ts, CAST(event_ts AS date) AS event_date,
                  CAST(n * n % 9973 AS decimal(12,2)) / 4 AS revenue_usd
                FROM (SELECT n, TIMESTAMP '2025-10-01 00:00:00.000000' + (n - 1) * INTERVAL '144' MINUTE AS event_ts
                  FROM UNNEST(sequence(1, 3600)) AS t (n))""");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** What the tables hold, as the test knows it. */
    private record Event(long id, long customer, LocalDateTime time, BigDecimal revenue) {
        static Event of(int n) {
            return new Event(
                    n,
                    n % CUSTOMERS + 1,
                    FIRST.plusMinutes((n - 1) * 144L),
                    new BigDecimal(n * n % 9973).divide(new BigDecimal(4)).setScale(2));
        }

        String country() {
            return COUNTRIES.get((int) (customer % COUNTRIES.size()));
        }

        LocalDateTime month() {
            return time.toLocalDate().withDayOfMonth(1).atStartOfDay();
        }
    }

    private static List<Event> events() {
        return IntStream.rangeClosed(1, EVENTS).mapToObj(Event::of).toList();
    }

    private record Group(long customer, String country, LocalDateTime month) {}

    private static final class Total {
        private long events;
        private final Set<Long> customers = new HashSet<>();
        private BigDecimal revenue = BigDecimal.ZERO;

        private void add(Event event) {
            events++;
            customers.add(event.customer());
            revenue = revenue.add(event.revenue());
        }
    }

    @Test
    void revenueOfCustomers() {
        Map<Group, Total> totals =
                new TreeMap<>(Comparator.comparing(Group::customer).thenComparing(Group::month));
        for (Event event : events()) {
            if (!event.time().toLocalDate().isBefore(LocalDate.of(2026, 1, 1))
                    && Set.of("US", "DE", "PL").contains(event.country())) {
                totals.computeIfAbsent(new Group(event.customer(), event.country(), event.month()), _ -> new Total())
                        .add(event);
            }
        }
        List<Map.Entry<Group, Total>> expected = totals.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Group, Total> entry) -> entry.getValue().revenue)
                        .reversed())
                .toList();

        List<List<Object>> rows = Jdbc.query(server, """
                SELECT
                    c.customer_id,
                    c.country,
                    COUNT(e.event_id)                      AS total_events,
                    SUM(e.revenue_usd)                     AS total_revenue,
                    DATE_TRUNC('month', e.event_ts)        AS month
                FROM iceberg.analytics.events e           -- S3-backed Iceberg table
                JOIN postgresql.crm.customers c           -- live PostgreSQL table
                  ON e.customer_id = c.customer_id
                WHERE
                    e.event_ts >= DATE '2026-01-01'
                    AND c.country IN ('US', 'DE', 'PL')
                GROUP BY c.customer_id, c.country, DATE_TRUNC('month', e.event_ts)
                ORDER BY total_revenue DESC
                LIMIT 100""");

        assertThat(rows).hasSize(100);
        assertThat(rows.stream().map(row -> row.get(3)).toList())
                .isEqualTo(expected.stream()
                        .limit(100)
                        .map(entry -> (Object) entry.getValue().revenue)
                        .toList());
        Set<List<Object>> all = new HashSet<>();
        expected.forEach(entry -> all.add(List.of(
                entry.getKey().customer(),
                entry.getKey().country(),
                entry.getValue().events,
                entry.getValue().revenue,
                Timestamp.valueOf(entry.getKey().month()))));
        assertThat(all).containsAll(rows);
        assertThat(new HashSet<>(rows)).hasSize(100);
    }

    @Test
    void onlyWhatIsWantedIsAskedFor() {
        String plan = Jdbc.query(server, """
                        EXPLAIN (TYPE REMOTE) SELECT c.customer_id, count(*) FROM iceberg.analytics.events e
                        JOIN postgresql.crm.customers c ON e.customer_id = c.customer_id
                        WHERE c.country IN ('US', 'DE', 'PL') GROUP BY 1""").getFirst().getFirst().toString();

        assertThat(plan)
                .isEqualTo("postgresql.crm.customers\n    SELECT \"customer_id\" FROM \"crm\".\"customers\""
                        + " WHERE (\"country\" IN ('US', 'DE', 'PL'))\n");
    }

    @Test
    void revenueOfMonthsAsATable() {
        Jdbc.execute(server, """
                CREATE TABLE iceberg.analytics.monthly_revenue
                WITH (
                    format       = 'PARQUET',
                    partitioning = ARRAY['month'],
                    sorted_by    = ARRAY['total_revenue DESC']
                )
                AS
                SELECT
                    c.country,
                    DATE_TRUNC('month', e.event_ts) AS month,
                    SUM(e.revenue_usd)              AS total_revenue,
                    COUNT(DISTINCT e.customer_id)   AS unique_customers
                FROM iceberg.analytics.events e
                JOIN postgresql.crm.customers c ON e.customer_id = c.customer_id
                GROUP BY c.country, DATE_TRUNC('month', e.event_ts)""");
        Map<List<Object>, Total> totals = new TreeMap<>(Comparator.comparing(Object::toString));
        for (Event event : events()) {
            List<Object> key = List.of(event.country(), Timestamp.valueOf(event.month()));
            totals.computeIfAbsent(key, _ -> new Total()).add(event);
        }
        List<List<Object>> expected = new ArrayList<>();
        totals.forEach((key, total) ->
                expected.add(List.of(key.get(0), key.get(1), total.revenue, (long) total.customers.size())));

        assertThat(Jdbc.query(server, "SELECT * FROM iceberg.analytics.monthly_revenue"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM iceberg.analytics.\"monthly_revenue$partitions\""))
                .isEqualTo(List.of(List.of(12L)));
    }

    @Test
    void recentPageViews() {
        assertThat(Jdbc.query(server, """
                        SELECT
                            _partition_id,
                            _partition_offset,
                            JSON_EXTRACT_SCALAR(payload, '$.event_type') AS event_type,
                            JSON_EXTRACT_SCALAR(payload, '$.user_id')    AS user_id,
                            CAST(JSON_EXTRACT_SCALAR(payload, '$.amount') AS DOUBLE) AS amount
                        FROM kafka.events.page_views
                        WHERE _timestamp > NOW() - INTERVAL '5' MINUTE
                        LIMIT 1000"""))
                .containsExactlyInAnyOrder(
                        List.of(0L, 10L, "buy", "late0", 0.25),
                        List.of(1L, 10L, "buy", "late1", 1.25),
                        List.of(2L, 10L, "buy", "late2", 2.25));
    }

    @Test
    void countriesAreCountedByPostgres() {
        assertThat(Jdbc.query(
                                server,
                                "EXPLAIN (TYPE REMOTE) SELECT country, COUNT(*) FROM postgresql.crm.customers GROUP BY country")
                        .getFirst()
                        .getFirst())
                .isEqualTo("postgresql.crm.customers\n"
                        + "    SELECT \"country\", count(*) FROM \"crm\".\"customers\" GROUP BY \"country\"\n");
        assertThat(Jdbc.query(server, """
                        SELECT country, COUNT(*)
                        FROM postgresql.crm.customers
                        GROUP BY country"""))
                .containsExactlyInAnyOrder(
                        List.of("US", 12L), List.of("DE", 13L), List.of("PL", 13L), List.of("FR", 12L));
    }

    @Test
    void aDayIsReadFromItsMonthAlone() {
        String day = "SELECT * FROM iceberg.analytics.events\nWHERE event_date = DATE '2026-06-15'";

        assertThat(Jdbc.query(server, day)).hasSize(10);
        assertThat(Jdbc.query(server, "EXPLAIN ANALYZE " + day)
                        .getFirst()
                        .getFirst()
                        .toString())
                .contains("Input: 300 rows");
    }

    @Test
    void enterpriseEvents() {
        List<List<Object>> rows = Jdbc.query(server, """
                SELECT e.*, c.segment
                FROM iceberg.analytics.events e
                JOIN postgresql.crm.customers c ON e.customer_id = c.customer_id
                WHERE c.segment = 'enterprise'""");

        assertThat(rows.stream().map(row -> row.get(0)).toList())
                .containsExactlyInAnyOrderElementsOf(events().stream()
                        .filter(event -> event.customer() % 25 == 0)
                        .map(event -> (Object) event.id())
                        .toList());
        assertThat(rows).allSatisfy(row -> assertThat(row.get(5)).isEqualTo("enterprise"));
    }

    @Test
    void statisticsAreCollectedAndShown() {
        Jdbc.execute(server, "ANALYZE iceberg.analytics.events");
        Jdbc.execute(server, """
                ANALYZE iceberg.analytics.events
                WITH (partitions = ARRAY[ARRAY['2026-06']])""");

        List<List<Object>> statistics = Jdbc.query(server, "SHOW STATS FOR iceberg.analytics.events");
        List<Object> customers = statistics.stream()
                .filter(row -> "customer_id".equals(row.get(0)))
                .findFirst()
                .orElseThrow();
        assertThat(customers.get(2)).isEqualTo(50.0);
        assertThat(customers.subList(5, 7)).isEqualTo(List.of("1", "50"));
        assertThat(statistics.getLast().get(4)).isEqualTo(3600.0);
        assertThat(Jdbc.query(server, """
                        EXPLAIN ANALYZE
                        SELECT customer_id, SUM(revenue_usd)
                        FROM iceberg.analytics.events
                        WHERE event_ts >= DATE '2026-06-01'
                        GROUP BY customer_id""").getFirst().getFirst().toString())
                .contains("TableScan[table = iceberg.analytics.events]", "Input: ");
    }
}
