package io.skein.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worker processes are killed while they write: nothing of the write is left. */
class LostWriteIT {
    /** Runs for minutes, and gives rows all the time. */
    private static final String ROWS = "SELECT a.orderkey + b.orderkey AS key FROM tpch.sf1.lineitem a"
            + " JOIN tpch.sf1.lineitem b ON a.suppkey = b.suppkey AND a.comment < b.comment"
            + " WHERE (a.orderkey + b.orderkey) % 1000 = 0";

    @ParameterizedTest
    @ValueSource(strings = {"memory", "iceberg"})
    void neitherTableNorRowsNorFilesAreLeft(String catalog) throws Exception {
        try (SkeinProcess cluster = SkeinProcess.start("cluster", "--workers", "3")) {
            String schema = catalog + ".lost";
            Jdbc.execute(cluster, "CREATE SCHEMA " + schema);
            Jdbc.execute(cluster, "CREATE TABLE " + schema + ".kept AS SELECT nationkey AS key FROM tpch.tiny.nation");
            List<Path> before = files(cluster);

            killDuring(cluster, "worker-3", "CREATE TABLE " + schema + ".made AS " + ROWS);
            assertThat(Jdbc.query(cluster, "SHOW TABLES FROM " + schema)).containsExactly(List.of("kept"));
            assertThat(files(cluster)).isEqualTo(before);

            killDuring(cluster, "worker-2", "INSERT INTO " + schema + ".kept " + ROWS);
            assertThat(Jdbc.query(cluster, "SELECT count(*), sum(key) FROM " + schema + ".kept"))
                    .containsExactly(List.of(25L, 300L));
            assertThat(files(cluster)).isEqualTo(before);

            Jdbc.execute(cluster, "INSERT INTO " + schema + ".kept VALUES 1000");
            assertThat(Jdbc.query(cluster, "SELECT count(*), sum(key) FROM " + schema + ".kept"))
                    .containsExactly(List.of(26L, 1300L));
            Counters.awaitNothingHeld(cluster, Duration.ofSeconds(10));
        }
    }

    private static void killDuring(SkeinProcess cluster, String worker, String sql) throws Exception {
        int workers = Counters.workers(cluster);
        CompletableFuture<String> failure = CompletableFuture.supplyAsync(() -> failure(cluster, sql));
        await("all workers write")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Counters.workersAtWork(cluster) == workers || failure.isDone());
        assertThat(failure).isNotDone();

        cluster.children().stream()
                .filter(child -> child.info().commandLine().orElse("").contains("node-id=" + worker))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();

        assertThat(failure.get(30, TimeUnit.SECONDS)).contains(worker);
        // Until the loss is noticed, a query may still be sent there.
        await("the worker is given up")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> Jdbc.query(cluster, "SELECT count(*) FROM system.runtime.nodes WHERE NOT coordinator")
                        .equals(List.of(List.of((long) workers - 1))));
    }

    private static String failure(SkeinProcess cluster, String sql) {
        try (Connection connection = Jdbc.connect(cluster);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = 'FORCED'");
            statement.execute(sql);
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("written");
    }

    /** Data files of all tables. */
    private static List<Path> files(SkeinProcess cluster) throws IOException {
        try (Stream<Path> all = Files.walk(cluster.dataDirectory())) {
            return all.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
