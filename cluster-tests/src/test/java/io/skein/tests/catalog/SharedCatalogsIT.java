package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.server.SkeinServer;
import io.skein.tests.storage.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that keep their catalogs in one PostgreSQL database. */
class SharedCatalogsIT {
    private static final int ALREADY_EXISTS = 0x0000_000C;
    private static final int TRANSACTION_CONFLICT = 0x0000_0011;
    private static final int CATALOG_STORE_ERROR = 0x0001_001F;
    private static final Duration SECONDS = Duration.ofSeconds(15);

    @TempDir
    static Path etc;

    private static PostgresServer postgres;
    private static SkeinProcess one;
    private static SkeinProcess other;

    @BeforeAll
    static void start() throws IOException {
        postgres = PostgresServer.own();
        Files.writeString(
                etc.resolve("skein.properties"),
                String.join(
                        "\n",
                        "skein.catalog.store.type=postgresql",
                        "skein.catalog.store.url=" + postgres.database("store"),
                        "skein.catalog.store.user=" + PostgresServer.USER,
                        "skein.catalog.store.password=" + PostgresServer.PASSWORD,
                        ""));
        CompletableFuture<SkeinProcess> second =
                CompletableFuture.supplyAsync(() -> SkeinProcess.start("start", "--etc", etc.toString()));
        one = SkeinProcess.start("start", "--etc", etc.toString());
        other = second.join();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        postgres.kill();
    }

    @Test
    void eachSeesWhatTheOtherHasDone() {
        Jdbc.execute(one, "CREATE CATALOG shared USING tpch WITH (\"tpch.splits-per-node\" = '2')");
        awaitAnswer(other, "SELECT count(*) FROM shared.tiny.nation", "[[25]]");

        Jdbc.execute(other, "ALTER CATALOG shared SET PROPERTIES \"tpch.column-naming\" = 'STANDARD'");
        awaitAnswer(one, "SELECT n_name FROM shared.tiny.nation WHERE n_nationkey = 7", "[[GERMANY]]");
        assertThat(Jdbc.query(one, "SHOW CREATE CATALOG shared"))
                .hasToString("[[CREATE CATALOG shared USING tpch\nWITH (\n   \"tpch.column-naming\" = 'STANDARD',\n"
                        + "   \"tpch.splits-per-node\" = '2'\n)]]");

        Jdbc.execute(one, "DROP CATALOG shared");
        awaitAnswer(other, "SHOW CATALOGS LIKE 'shared'", "[]");
    }

    @Test
    void ofTwoWhoMakeTheSameCatalogOneWins() {
        for (int round = 0; round < 5; round++) {
            List<Integer> codes = Stream.of(one, other)
                    .map(server -> CompletableFuture.supplyAsync(() -> code(server, "CREATE CATALOG race USING tpch")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();

            assertThat(codes).containsExactly(0, ALREADY_EXISTS);
            awaitAnswer(other, "SHOW CATALOGS LIKE 'race'", "[[race]]");
            awaitAnswer(one, "SHOW CATALOGS LIKE 'race'", "[[race]]");
            Jdbc.execute(one, "DROP CATALOG race");
            awaitAnswer(other, "SHOW CATALOGS LIKE 'race'", "[]");
        }
    }

    @Test
    void whoComesSecondWithAChangeIsTold() {
        Jdbc.execute(one, "CREATE CATALOG contended USING tpch");
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> postgres.execute(
                "store",
                "BEGIN; UPDATE skein_catalogs SET revision = 'r', properties = '{\"tpch.splits-per-node\": \"3\"}'"
                        + " WHERE name = 'contended'; SELECT pg_sleep(3); COMMIT"));
        Awaitility.await()
                .atMost(SECONDS)
                .until(() -> postgres.any(
                        "store",
                        "SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND wait_event = 'PgSleep'"));

        Jdbc.Failure second =
                Jdbc.failure(one, "ALTER CATALOG contended SET PROPERTIES \"tpch.splits-per-node\" = '4'");

        first.join();
        assertThat(second.code()).isEqualTo(TRANSACTION_CONFLICT);
        assertThat(second.message())
                .contains("Catalog 'contended' has been changed by another meanwhile; nothing was done");
        awaitAnswer(
                one,
                "SHOW CREATE CATALOG contended",
                "[[CREATE CATALOG contended USING tpch\nWITH (\n   \"tpch.splits-per-node\" = '3'\n)]]");
        Jdbc.execute(one, "DROP CATALOG contended");
    }

    @Test
    void catalogsStayWhileTheDatabaseIsAway() {
        Jdbc.execute(one, "CREATE CATALOG lasting USING tpch");
        awaitAnswer(other, "SELECT count(*) FROM lasting.tiny.region", "[[5]]");

        postgres.kill();

        Jdbc.Failure refused = Jdbc.failure(one, "CREATE CATALOG late USING tpch");
        assertThat(refused.code()).isEqualTo(CATALOG_STORE_ERROR);
        assertThat(refused.message()).contains("Catalog 'late' cannot be kept").doesNotContain(PostgresServer.PASSWORD);
        assertThat(Jdbc.query(one, "SELECT count(*) FROM lasting.tiny.region")).hasToString("[[5]]");
        assertThat(Jdbc.query(other, "SELECT count(*) FROM lasting.tiny.region"))
                .hasToString("[[5]]");

        postgres.restart();

        Jdbc.execute(one, "CREATE CATALOG late USING tpch");
        awaitAnswer(other, "SELECT count(*) FROM late.tiny.region", "[[5]]");
        Jdbc.execute(other, "DROP CATALOG late");
        Jdbc.execute(other, "DROP CATALOG lasting");
        awaitAnswer(one, "SHOW CATALOGS LIKE 'la%'", "[]");
    }

    private static int code(SkeinServer server, String sql) {
        try {
            Jdbc.execute(server, sql);
            return 0;
        } catch (IllegalStateException failure) {
            return failure.getCause() instanceof SQLException refused ? refused.getErrorCode() : -1;
        }
    }

    private static void awaitAnswer(SkeinServer server, String sql, String answer) {
        Awaitility.await(sql)
                .atMost(SECONDS)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> Jdbc.query(server, sql).toString(), answer::equals);
    }
}
