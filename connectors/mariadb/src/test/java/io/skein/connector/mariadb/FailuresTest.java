package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.sql.SqlErrorCode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users are told when the server refuses, is not there, or goes away. */
class FailuresTest {
    private static final String RUNNING =
            "SELECT 1 FROM information_schema.processlist WHERE info LIKE '%`slow`%' AND id <> CONNECTION_ID()";

    private final BufferAllocator allocator = new RootAllocator();
    private final LocalMariaDb server = LocalMariaDb.shared();
    private final String database = server.database();
    private final SchemaTableName many = new SchemaTableName(database, "many");

    @AfterEach
    void close() {
        allocator.close();
    }

    private void assertUnavailable(Map<String, String> entries, String message) {
        try (Connector connector = server.connect(entries)) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .isInstanceOfSatisfying(
                            SkeinException.class, e -> assertThat(e.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                    .hasMessageStartingWith("Catalog 'maria': ")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("wrong-password");
        }
    }

    @Test
    void refusalsNameTheCatalog() {
        assertUnavailable(Map.of("connection-password", "wrong-password"), "Access denied for user 'lab'@");
        assertUnavailable(Map.of("connection-url", "jdbc:mariadb://127.0.0.1:1"), "Connection refused");
    }

    @Test
    void whatAUserMayNotSeeIsDenied() {
        server.run("CREATE USER narrow@'127.0.0.1' IDENTIFIED BY 'narrow'; CREATE TABLE " + database
                + ".hidden (a int, b int); GRANT SELECT (a) ON " + database + ".hidden TO narrow@'127.0.0.1'");
        try (Connector connector =
                server.connect(Map.of("connection-user", "narrow", "connection-password", "narrow"))) {
            assertThat(connector.metadata().schemas()).containsExactly(database);
            SchemaTableName hidden = new SchemaTableName(database, "hidden");
            assertThat(Rows.columns(connector, Rows.table(connector, hidden)))
                    .extracting(ColumnHandle::name)
                    .containsExactly("a");
            assertThatThrownBy(() -> connector.definition().orElseThrow().dropTable(Rows.table(connector, hidden)))
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            e -> assertThat(e.code()).isEqualTo(StandardErrorCode.PERMISSION_DENIED.code()));
        } finally {
            server.run("DROP USER narrow@'127.0.0.1'");
        }
    }

    @Test
    void connectionsAreEncryptedAsTheUrlSays() {
        String url = "jdbc:mariadb://localhost:" + server.port() + "?sslMode=";
        String trusted = "&serverSslCert=" + server.certificate();
        server.run("CREATE USER secure@'127.0.0.1' IDENTIFIED BY 'secure' REQUIRE SSL");
        Map<String, String> user = Map.of("connection-user", "secure", "connection-password", "secure");
        try {
            for (String mode : List.of("preferred", "trust", "verify-ca" + trusted, "VERIFY_IDENTITY" + trusted)) {
                Map<String, String> entries = new HashMap<>(user);
                entries.put("connection-url", url + mode);
                try (Connector connector = server.connect(entries)) {
                    assertThat(connector.metadata().schemas()).as(mode).isEmpty();
                }
            }
            Map<String, String> plain = new HashMap<>(user);
            plain.put("connection-url", url + "disable");
            assertUnavailable(plain, "Access denied for user 'secure'@");
            // The certificate is for localhost.
            assertUnavailable(
                    Map.of(
                            "connection-url",
                            "jdbc:mariadb://127.0.0.1:" + server.port() + "?sslMode=verify-full" + trusted),
                    "");
        } finally {
            server.run("DROP USER secure@'127.0.0.1'");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedForSoLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertUnavailable(
                    Map.of(
                            "connection-url",
                            "jdbc:mariadb://127.0.0.1:" + silent.getLocalPort(),
                            "connection-pool.wait-timeout",
                            "1s"),
                    "no connection to 127.0.0.1:" + silent.getLocalPort() + " within 1 s");
        }
    }

    private void fill() {
        server.run("USE " + database + "; CREATE TABLE " + database
                + ".many (n int PRIMARY KEY, t text) AS SELECT seq AS n, repeat('x', 500) AS t FROM seq_1_to_50000; ANALYZE TABLE "
                + database + ".many");
    }

    private PageSource open(Connector connector, SchemaTableName name) {
        var table = Rows.table(connector, name);
        var columns = Rows.columns(connector, table);
        try (SplitSource splits = connector.splitManager().splits(table, columns, Constraint.ALL)) {
            return connector
                    .pageSourceProvider()
                    .orElseThrow()
                    .open((Split.PageSplit) splits.next(1).getFirst(), columns, allocator);
        }
    }

    @Test
    void aScanEndsWithItsServerAndTheNextOneFindsItAgain() {
        fill();
        try (Connector connector = server.connect(Map.of())) {
            try (PageSource source = open(connector, many)) {
                assertThat(source.next()).isTrue();
                server.kill();
                assertThatThrownBy(() -> {
                            while (source.next()) {
                                assertThat(source.root().getRowCount()).isPositive();
                            }
                        })
                        .isInstanceOfSatisfying(
                                SkeinException.class,
                                e -> assertThat(e.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                        .hasMessageStartingWith("Catalog 'maria': ");
            } finally {
                server.start();
            }
            assertThat(Rows.read(connector, many, allocator)).hasSize(50_000);
        }
    }

    @Test
    void aScanWhoseConnectionIsKilledFails() {
        fill();
        try (Connector connector = server.connect(Map.of("connection-pool.max-size", "1"));
                PageSource source = open(connector, many)) {
            assertThat(source.next()).isTrue();
            server.run(
                    "SELECT id INTO @other FROM information_schema.processlist WHERE user = 'lab' AND id <> CONNECTION_ID();"
                            + "EXECUTE IMMEDIATE concat('KILL ', @other)");
            assertThatThrownBy(() -> {
                        while (source.next()) {
                            assertThat(source.root().getRowCount()).isPositive();
                        }
                    })
                    .hasMessageStartingWith("Catalog 'maria': ");
        }
    }

    @Test
    void aTableThatIsDroppedBeforeItIsReadFails() {
        fill();
        try (Connector connector = server.connect(Map.of());
                PageSource source = open(connector, many)) {
            server.run("DROP TABLE " + database + ".many");
            assertThatThrownBy(source::next)
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            e -> assertThat(e.code()).isEqualTo(StandardErrorCode.TABLE_NOT_FOUND.code()))
                    .hasMessage("Catalog 'maria': Table '" + database + ".many' doesn't exist");
        }
    }

    @Test
    void aColumnThatHasChangedSinceItWasPlannedFails() {
        fill();
        try (Connector connector = server.connect(Map.of());
                PageSource source = open(connector, many)) {
            server.run("ALTER TABLE " + database + ".many MODIFY n varchar(20)");
            assertThatThrownBy(source::next).hasMessage("Catalog 'maria': column 'n' is not integer any more");
        }
    }

    @Test
    void aClosedScanGivesItsConnectionBack() {
        fill();
        Map<String, String> one = Map.of("connection-pool.max-size", "1", "connection-pool.wait-timeout", "1s");
        try (Connector connector = server.connect(one)) {
            for (int i = 0; i < 5; i++) {
                try (PageSource source = open(connector, many)) {
                    assertThat(source.next()).isTrue();
                }
            }
            try (PageSource source = open(connector, many)) {
                assertThat(source.next()).isTrue();
                assertThatThrownBy(() -> connector.metadata().schemas())
                        .hasMessage("Catalog 'maria': no connection to 127.0.0.1:" + server.port()
                                + " within 1 s; connection-pool.max-size is 1");
            }
            assertThat(connector.metadata().schemas()).contains(database);
            assertThat(server.run("SELECT 1 FROM information_schema.innodb_trx"))
                    .isEmpty();
        }
    }

    @Test
    void aCanceledScanStopsItsStatement() throws InterruptedException {
        server.run("CREATE VIEW " + database + ".slow AS SELECT SLEEP(600) AS t");
        try (Connector connector = server.connect(Map.of("connection-pool.max-size", "1"))) {
            PageSource source = open(connector, new SchemaTableName(database, "slow"));
            CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> {
                try (source) {
                    return source.next();
                }
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !server.run(RUNNING).isEmpty());
            source.cancel();
            assertThatThrownBy(next::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            e -> assertThat(e.code()).isEqualTo(StandardErrorCode.USER_CANCELED.code()));
            assertThat(server.run(RUNNING)).isEmpty();
            assertThat(connector.metadata().schemas()).contains(database);
        }
    }

    @Test
    void textsThatAreNoUtf8FailOrAreReplacedByTheServerItself() {
        server.run("CREATE VIEW " + database + ".broken AS SELECT CONVERT(x'61c328' USING utf8mb4) AS t");
        try (Connector connector = server.connect(Map.of())) {
            assertThat(Rows.read(connector, new SchemaTableName(database, "broken"), allocator))
                    .isEqualTo(List.of(List.of("a?(")));
        }
    }

    @Test
    void readsALargeTableByRangesOfItsKey() {
        fill();
        server.run("USE " + database + "; CREATE TABLE " + database
                + ".wide (k bigint unsigned PRIMARY KEY, t text) AS SELECT seq * 368934881474191 AS k, '' AS t"
                + " FROM seq_1_to_50000; ANALYZE TABLE " + database + ".wide; CREATE VIEW " + database
                + ".seen AS SELECT * FROM " + database + ".many");
        try (Connector connector = server.connect(Map.of("mariadb.scan-splits", "4"))) {
            for (String name : List.of("many", "wide")) {
                SchemaTableName table = new SchemaTableName(database, name);
                assertThat(Rows.splits(connector, Rows.table(connector, table), List.of()))
                        .as(name)
                        .hasSizeBetween(2, 4);
                List<Object> keys = new ArrayList<>();
                Rows.read(connector, table, allocator).forEach(row -> keys.add(row.getFirst()));
                assertThat(keys).hasSize(50_000).doesNotHaveDuplicates();
            }
            assertThat(Rows.splits(connector, Rows.table(connector, new SchemaTableName(database, "seen")), List.of()))
                    .hasSize(1);
        }
    }

    @Test
    void theServersEstimatesArePassedOn() {
        fill();
        try (Connector connector = server.connect(Map.of())) {
            var statistics = connector.metadata().statistics(Rows.table(connector, many), Constraint.ALL);
            assertThat(statistics.rowCount().orElseThrow()).isBetween(25_000.0, 100_000.0);
            assertThat(statistics.columns().keySet()).containsExactly("n");
            assertThat(Objects.requireNonNull(statistics.columns().get("n"))
                            .distinctValues()
                            .orElseThrow())
                    .isBetween(25_000.0, 100_000.0);
        }
    }
}
