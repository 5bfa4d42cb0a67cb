package io.skein.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real worker processes are killed. */
class LostWorkerIT {
    @Test
    void killedWorkerFailsItsQueryWithinFiveSecondsAndTheNextQueryWorks() throws Exception {
        try (SkeinProcess cluster = SkeinProcess.start("cluster", "--workers", "3")) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(() -> endless(cluster));
            await("the query runs on all workers")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Counters.held(cluster).keySet().stream()
                                    .filter(name -> name.endsWith(".tasks"))
                                    .count()
                            == 3);

            worker(cluster, "worker-3").destroyForcibly();

            SQLException lost = within(failure, 5);
            assertThat(lost.getMessage()).contains("worker-3");
            assertThat(lost.getErrorCode()).isNotZero();
            await().atMost(Duration.ofSeconds(10)).until(() -> Counters.workers(cluster) == 2);
            assertThat(Jdbc.query(cluster, "SELECT count(*) FROM tpch.tiny.lineitem"))
                    .containsExactly(List.of(60175L));
            Counters.awaitNothingHeld(cluster, Duration.ofSeconds(10));
        }
    }

    @Test
    void drainingWorkerFinishesItsTasks() throws Exception {
        try (SkeinProcess cluster = SkeinProcess.start("cluster", "--workers", "2")) {
            CompletableFuture<List<List<Object>>> answer = CompletableFuture.supplyAsync(
                    () -> forced(cluster, "SELECT count(DISTINCT comment) FROM tpch.sf1.orders"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !Counters.held(cluster).isEmpty());

            worker(cluster, "worker-2").destroy();

            assertThat(answer.get(60, TimeUnit.SECONDS)).containsExactly(List.of(1482071L));
            await().atMost(Duration.ofSeconds(10)).until(() -> Counters.workers(cluster) == 1);
            assertThat(Jdbc.query(cluster, "SELECT count(*) FROM tpch.tiny.nation"))
                    .containsExactly(List.of(25L));
        }
    }

    private static SQLException endless(SkeinProcess cluster) {
        try {
            forced(
                    cluster,
                    "SELECT count(*) FROM tpch.sf1.lineitem a JOIN tpch.sf1.lineitem b ON a.suppkey = b.suppkey AND a.comment < b.comment");
        } catch (IllegalStateException e) {
            return (SQLException) java.util.Objects.requireNonNull(e.getCause());
        }
        throw new AssertionError("answered");
    }

    private static List<List<Object>> forced(SkeinProcess cluster, String sql) {
        try (Connection connection = Jdbc.connect(cluster);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = 'FORCED'");
            return Jdbc.query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static SQLException within(CompletableFuture<SQLException> failure, int seconds)
            throws InterruptedException, ExecutionException {
        try {
            return failure.get(seconds, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the query did not fail within " + seconds + " s", e);
        }
    }

    private static ProcessHandle worker(SkeinProcess cluster, String name) {
        return cluster.children().stream()
                .filter(child -> child.info().commandLine().orElse("").contains("node-id=" + name))
                .findFirst()
                .orElseThrow();
    }
}
