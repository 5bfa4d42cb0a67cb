package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.sql.SqlErrorCode;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users are told when the server refuses, is not there, or goes away. */
class FailuresTest {
    private static final SchemaTableName MANY = new SchemaTableName("public", "many");

    private final BufferAllocator allocator = new RootAllocator();
    private static final Map<String, String> WHOLE = Map.of("postgresql.scan-splits", "1");

    private final LocalPostgres server = LocalPostgres.shared();

    @AfterEach
    void close() {
        allocator.close();
    }

    private void assertUnavailable(Map<String, String> entries, String message) {
        try (Connector connector = server.connect("postgres", entries)) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .isInstanceOfSatisfying(
                            SkeinException.class, e -> assertThat(e.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                    .hasMessageStartingWith("Catalog 'pg': ")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("wrong-password");
        }
    }

    @Test
    void refusalsNameTheCatalog() {
        assertUnavailable(
                Map.of("connection-password", "wrong-password"), "password authentication failed for user \"lab\"");
        assertUnavailable(
                Map.of("connection-url", "jdbc:postgresql://127.0.0.1:" + server.port() + "/no_such"),
                "database \"no_such\" does not exist");
        assertUnavailable(Map.of("connection-url", "jdbc:postgresql://127.0.0.1:1/lab"), "Connection refused");
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedForSoLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertUnavailable(
                    Map.of(
                            "connection-url",
                            "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/lab",
                            "connection-pool.wait-timeout",
                            "1s"),
                    "no connection to 127.0.0.1:" + silent.getLocalPort() + " within 1 s");
        }
    }

    private String filled() {
        String database = server.database();
        server.run(
                database, "CREATE TABLE many AS SELECT n, repeat('x', 500) AS t FROM generate_series(1, 50000) AS n");
        return database;
    }

    private PageSource open(Connector connector) {
        var table = Rows.table(connector, MANY);
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
        String database = filled();
        try (Connector connector = server.connect(database, WHOLE)) {
            try (PageSource source = open(connector)) {
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
                        .hasMessageStartingWith("Catalog 'pg': ");
            } finally {
                server.start();
            }
            assertThat(Rows.read(connector, MANY, allocator)).hasSize(50_000);
        }
    }

    @Test
    void aClosedScanGivesItsConnectionBack() {
        String database = filled();
        Map<String, String> one = Map.of("connection-pool.max-size", "1", "connection-pool.wait-timeout", "1s");
        try (Connector connector = server.connect(database, one)) {
            for (int i = 0; i < 5; i++) {
                try (PageSource source = open(connector)) {
                    assertThat(source.next()).isTrue();
                }
            }
            try (PageSource source = open(connector)) {
                assertThat(source.next()).isTrue();
                assertThatThrownBy(() -> connector.metadata().schemas())
                        .hasMessage("Catalog 'pg': no connection to 127.0.0.1:" + server.port()
                                + " within 1 s; connection-pool.max-size is 1");
            }
            assertThat(connector.metadata().schemas()).contains("public");
        }
        assertThat(server.run("postgres", "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in%'"))
                .isEmpty();
    }

    @Test
    void aCanceledScanStopsItsStatement() throws InterruptedException {
        String database = server.database();
        server.run(database, "CREATE VIEW many AS SELECT pg_sleep(600)::text AS t");
        String running =
                "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%\"many\"%' AND state = 'active' AND pid <> pg_backend_pid()";
        try (Connector connector = server.connect(database, Map.of())) {
            PageSource source = open(connector);
            CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> {
                try (source) {
                    return source.next();
                }
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !server.run(database, running).isEmpty());
            source.cancel();
            assertThatThrownBy(next::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            e -> assertThat(e.code()).isEqualTo(StandardErrorCode.USER_CANCELED.code()));
            assertThat(server.run(database, running)).isEmpty();
            assertThat(connector.metadata().schemas()).contains("public");
        }
    }

    @Test
    void aColumnThatHasChangedSinceItWasPlannedFails() {
        String database = filled();
        try (Connector connector = server.connect(database, WHOLE);
                PageSource source = open(connector)) {
            server.run(database, "ALTER TABLE many ALTER COLUMN n TYPE bigint");
            assertThatThrownBy(source::next).hasMessage("Catalog 'pg': column 'n' is not integer any more");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALTER TABLE many DROP COLUMN t, COLUMN_NOT_FOUND, column \"t\" does not exist",
        "ALTER TABLE many RENAME TO few, TABLE_NOT_FOUND, relation \"public.many\" does not exist"
    })
    void whatIsGoneSinceItWasPlannedFails(String change, StandardErrorCode code, String message) {
        String database = filled();
        try (Connector connector = server.connect(database, WHOLE);
                PageSource source = open(connector)) {
            server.run(database, change);
            assertThatThrownBy(source::next)
                    .isInstanceOfSatisfying(
                            SkeinException.class, e -> assertThat(e.code()).isEqualTo(code.code()))
                    .hasMessageStartingWith("Catalog 'pg': ")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void readsALargeTableByPartsOfItsPages() {
        String database = filled();
        try (Connector connector = server.connect(database, Map.of())) {
            var table = Rows.table(connector, MANY);
            assertThat(Rows.splits(connector, table, List.of())).hasSize(4);
            List<Object> numbers = new ArrayList<>();
            Rows.read(connector, MANY, allocator).forEach(row -> numbers.add(row.getFirst()));
            assertThat(numbers).hasSize(50_000).doesNotHaveDuplicates();
            server.run(database, "CREATE VIEW seen AS SELECT * FROM many");
            assertThat(Rows.splits(connector, Rows.table(connector, new SchemaTableName("public", "seen")), List.of()))
                    .hasSize(1);
        }
    }
}
