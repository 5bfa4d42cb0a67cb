package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users are told when the database refuses, is not there, or goes away while it is read. */
class PostgresFaultsIT {
    /** Trino's JDBC_ERROR. */
    private static final int JDBC_ERROR = 0x0400_0000;

    private static final String READING =
            "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%\"slow\"%' AND pid <> pg_backend_pid()";

    private static PostgresServer postgres;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.own();
        String url = postgres.database("faults");
        postgres.execute(
                "faults",
                "CREATE TABLE few AS SELECT n FROM generate_series(1, 10) AS n;"
                        + "CREATE VIEW slow AS SELECT n, pg_sleep(0.01)::text AS s FROM generate_series(1, 1000000) AS n");
        server = Federation.start(
                Map.of(
                        "pg",
                        List.of("connection-url=" + url),
                        "wrong",
                        List.of("connection-url=" + url, "connection-password=no-such-password"),
                        "nowhere",
                        List.of("connection-url=jdbc:postgresql://127.0.0.1:1/lab"),
                        "nobase",
                        List.of("connection-url=" + url + "_2"),
                        "mistyped",
                        List.of("connection-url=" + url, "connection-pool.max-sise=5")),
                "cluster",
                "--workers",
                "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertRefused(String catalog, String message) {
        Jdbc.Failure failure = Jdbc.failure(server, "SELECT * FROM " + catalog + ".public.few");
        assertThat(failure.code()).isEqualTo(JDBC_ERROR);
        assertThat(failure.message())
                .contains("Catalog '" + catalog + "': ")
                .contains(message)
                .doesNotContain("Exception")
                .doesNotContain("password-never-shown")
                .doesNotContain("no-such-password");
    }

    @Test
    void aCatalogThatCannotBeUsedSaysWhy() {
        assertRefused("wrong", "password authentication failed for user \"" + PostgresServer.USER + "\"");
        assertRefused("nowhere", "Connection refused");
        assertRefused("nobase", "database \"faults_2\" does not exist");
        assertThat(Jdbc.failure(server, "SHOW SCHEMAS FROM mistyped").message())
                .contains("unknown property 'connection-pool.max-sise', did you mean 'connection-pool.max-size'?");
        assertThat(server.log()).doesNotContain(PostgresServer.PASSWORD).doesNotContain("no-such-password");
    }

    @Test
    void aScanThatIsNotWantedAnyMoreStops() {
        assertThat(Jdbc.query(server, "SELECT n FROM pg.public.slow WHERE length(s) = 0 LIMIT 1"))
                .hasSize(1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !postgres.any("faults", READING));
    }

    @Test
    void aServerThatComesBackIsUsedAgain() {
        assertThat(Jdbc.query(server, "SELECT sum(n) FROM pg.public.few")).containsExactly(List.of(55L));
        CompletableFuture<Jdbc.Failure> failure =
                CompletableFuture.supplyAsync(() -> Jdbc.failure(server, "SELECT count(s) FROM pg.public.slow"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> postgres.any("faults", READING));
        postgres.kill();
        try {
            assertThat(failure.join().message()).contains("Catalog 'pg': ");
            assertRefused("pg", "Connection refused");
        } finally {
            postgres.restart();
        }
        assertThat(Jdbc.query(server, "SELECT sum(n) FROM pg.public.few")).containsExactly(List.of(55L));
    }
}
