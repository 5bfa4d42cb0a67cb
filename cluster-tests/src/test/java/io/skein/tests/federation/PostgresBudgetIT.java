package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A catalog has so many connections in the whole cluster, whatever is asked of it. */
class PostgresBudgetIT {
    private static final String DATABASE = "budget";
    private static final int QUERIES = 100;
    private static final String CONNECTIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'skein-budget' HAVING count(*) ";

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        String url = PostgresServer.shared().database(DATABASE);
        PostgresServer.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE many AS SELECT n, repeat('x', 800) AS t FROM generate_series(1, 20000) AS n");
        server = Federation.start(
                Map.of(
                        "pg",
                        List.of(
                                "connection-url=" + url + "?ApplicationName=skein-budget",
                                "connection-pool.max-size=6",
                                "connection-pool.wait-timeout=3m"),
                        "tiny",
                        List.of("connection-url=" + url, "connection-pool.max-size=2")),
                "cluster",
                "--workers",
                "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("full")
    void manyQueriesQueueForFewConnections() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<List<Object>>> query =
                    () -> Jdbc.query(server, "SELECT count(*), sum(n) FROM pg.public.many WHERE n % 2 = 0");
            List<Future<List<List<Object>>>> answers = Stream.generate(() -> query)
                    .limit(QUERIES)
                    .map(clients::submit)
                    .toList();
            boolean seen = false;
            while (!answers.stream().allMatch(Future::isDone)) {
                assertThat(PostgresServer.shared().any(DATABASE, CONNECTIONS + "> 6"))
                        .isFalse();
                seen |= PostgresServer.shared().any(DATABASE, CONNECTIONS + "> 2");
            }
            assertThat(seen).isTrue();
            for (Future<List<List<Object>>> answer : answers) {
                assertThat(answer.get()).containsExactly(List.of(10_000L, 100_010_000L));
            }
        }
    }

    @Test
    void aCatalogWithFewerConnectionsThanProcessesSaysSo() {
        assertThat(Jdbc.failure(server, "SELECT * FROM tiny.public.many").message())
                .contains("2 connections are not enough for the catalog service and 2 workers");
    }
}
