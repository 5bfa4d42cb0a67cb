package io.skein.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random cancels and disconnects at random moments; afterwards the engine's own counters are all zero. */
class CancellationIT {
    private static final long SEED = 20261123;
    private static final long AGAIN_MILLISECONDS = 500;
    private static final String MARK = " -- run ";
    private static final long DRIVER_PATIENCE_MILLISECONDS = 20_000;
    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM tpch.sf1.lineitem",
            "SELECT count(*) FROM tpch.sf1.lineitem a JOIN tpch.sf1.lineitem b ON a.partkey = b.partkey",
            "SELECT orderkey, count(*) FROM tpch.sf1.lineitem GROUP BY orderkey ORDER BY 2 DESC, 1",
            "SELECT comment FROM tpch.sf1.orders ORDER BY comment",
            "SELECT l.orderkey, sum(l.quantity) OVER (PARTITION BY l.suppkey ORDER BY l.orderkey) FROM tpch.sf1.lineitem l",
            "SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b",
            "SELECT 1");

    @Test
    void standaloneLeavesNothingBehind() throws Exception {
        breakOffRandomly(Servers.standalone(), "AUTOMATIC", 40, Ends.CANCELS);
    }

    @Test
    void clusterLeavesNothingBehind() throws Exception {
        breakOffRandomly(Servers.cluster(), "FORCED", 40, Ends.CANCELS);
    }

    @Test
    @Tag("full")
    void fiveHundredCancelsAndDisconnectsLeaveNothingBehind() throws Exception {
        breakOffRandomly(Servers.standalone(), "AUTOMATIC", 250, Ends.CANCELS_AND_DISCONNECTS);
        breakOffRandomly(Servers.cluster(), "FORCED", 250, Ends.CANCELS_AND_DISCONNECTS);
    }

    @Test
    @Tag("full")
    void aCancelReachesEveryWorkerWithinASecond() throws Exception {
        SkeinProcess server = Servers.cluster();
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = 'FORCED'");
            // The generator makes its texts once in each worker.
            assertThat(Jdbc.query(connection, "SELECT count(comment) FROM tpch.tiny.lineitem"))
                    .containsExactly(List.of(60175L));
        }
        for (String sql : STATEMENTS.subList(0, 6)) {
            try (ExecutorService client = Executors.newSingleThreadExecutor();
                    Connection connection = Jdbc.connect(server);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION distribution = 'FORCED'");
                Future<Boolean> cutOff = client.submit(() -> isCutOff(statement, sql));
                await("work on both workers").until(() -> Counters.workersAtWork(server) == 2);
                statement.cancel();
                await("no work, " + sql)
                        .atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> Counters.workersAtWork(server) == 0);
                assertThat(cutOff.get(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private enum Ends {
        CANCELS,
        CANCELS_AND_DISCONNECTS
    }

    private static void breakOffRandomly(SkeinProcess server, String distribution, int times, Ends ends)
            throws Exception {
        Random random = new Random(SEED);
        try (ExecutorService clients = Executors.newFixedThreadPool(6);
                ScheduledExecutorService cancels = Executors.newScheduledThreadPool(2)) {
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int run = 0; run < times; run++) {
                String sql = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
                long delay = random.nextInt(400);
                runs.add(clients.submit(
                        run % 3 == 0 && ends == Ends.CANCELS_AND_DISCONNECTS
                                ? disconnected(server, distribution, sql, delay, cancels)
                                : cancelled(server, distribution, sql, delay, cancels)));
            }
            int cancelled = 0;
            for (Future<Boolean> run : runs) {
                cancelled += run.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(cancelled).as("statements cut off, seed %d", SEED).isGreaterThan(times / 2);
        }
        Counters.awaitNothingHeld(server, Duration.ofSeconds(15));
        assertThat(Jdbc.query(server, "SELECT count(*) FROM tpch.tiny.nation")).containsExactly(List.of(25L));
    }

    /** Whether the statement was cut off before its end. */
    private static Callable<Boolean> cancelled(
            SkeinProcess server,
            String distribution,
            String sql,
            long delayMilliseconds,
            ScheduledExecutorService cancels) {
        return () -> {
            try (Connection connection = Jdbc.connect(server);
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION distribution = '" + distribution + "'");
                // The driver forgets a cancel that comes before the server's first answer: then the user tries again.
                Future<?> cancel = cancels.scheduleWithFixedDelay(
                        () -> cancel(statement), delayMilliseconds, AGAIN_MILLISECONDS, TimeUnit.MILLISECONDS);
                String mark = UUID.randomUUID().toString();
                Thread client = Thread.currentThread();
                Future<?> wake = cancels.schedule(
                        () -> wakeIfEnded(server, mark, client), DRIVER_PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
                try {
                    return isCutOff(statement, sql + MARK + mark);
                } finally {
                    wake.cancel(false);
                    boolean neverFailed = cancel.cancel(false);
                    if (!neverFailed) {
                        cancel.get();
                    }
                }
            }
        };
    }

    /**
     * A cancel that ends the driver's download before its first step leaves the driver waiting for rows for ever, while the server has long ended the query.
     * A client whose query has not ended is left to fail the test.
     */
    private static void wakeIfEnded(SkeinProcess server, String mark, Thread client) {
        String living = "SELECT count(*) FROM system.runtime.queries WHERE query LIKE '%" + MARK + "' || '" + mark
                + "' AND state NOT IN ('FINISHED', 'FAILED')";
        if (Jdbc.query(server, living).equals(List.of(List.of(0L)))) {
            client.interrupt();
        }
    }

    private static boolean isCutOff(Statement statement, String sql) {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
            return false;
        } catch (SQLException cut) {
            return true;
        } finally {
            Thread.interrupted();
        }
    }

    /** The same with a client that vanishes. */
    private static Callable<Boolean> disconnected(
            SkeinProcess server,
            String distribution,
            String sql,
            long delayMilliseconds,
            ScheduledExecutorService disconnects) {
        return () -> {
            VanishingClient client = new VanishingClient(server, distribution);
            Future<?> end = disconnects.schedule(client::vanish, delayMilliseconds, TimeUnit.MILLISECONDS);
            boolean cutOff = client.isCutOff(sql);
            end.get();
            return cutOff;
        };
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
