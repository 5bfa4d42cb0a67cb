package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.PageSource;
import io.skein.spi.error.SkeinException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelPoolTest {
    @TempDir
    Path directory;

    @Test
    void holdsKernelsReady() {
        try (KernelPool pool = new KernelPool(new KernelConfiguration(1 << 30, 1, directory, List.of(), 2))) {
            Awaitility.await().until(() -> pool.ready() == 2);
            try (Kernel first = pool.lease(KernelSettings.DEFAULT);
                    Kernel second = pool.lease(KernelSettings.DEFAULT);
                    Kernel third = pool.lease(KernelSettings.DEFAULT)) {
                assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
                assertThat(pool.leased()).isEqualTo(3);
            }
            assertThat(pool.leased()).isZero();
            Awaitility.await().until(() -> pool.ready() == 2);
        }
    }

    @Test
    void keepsAnInstanceThroughWhichAQueryWentUnharmed() {
        try (KernelPool pool = new KernelPool(new KernelConfiguration(1 << 30, 1, directory, List.of(), 1));
                RootAllocator allocator = new RootAllocator()) {
            Awaitility.await().until(() -> pool.ready() == 1);
            int first = transaction(pool, allocator);
            int second = transaction(pool, allocator);
            assertThat(second).isGreaterThan(first);
            assertThat(transaction(pool, allocator)).isGreaterThan(second);
        }
    }

    @Test
    void doesNotKeepAnInstanceWhoseStatementFailed() {
        try (KernelPool pool = new KernelPool(new KernelConfiguration(1 << 30, 1, directory, List.of(), 1));
                RootAllocator allocator = new RootAllocator()) {
            Awaitility.await().until(() -> pool.ready() == 1);
            int first = transaction(pool, allocator);
            try (Kernel kernel = pool.lease(KernelSettings.DEFAULT);
                    KernelStatement statement = kernel.statement()) {
                assertThatThrownBy(() -> statement.query("SELECT nothing", allocator))
                        .isInstanceOf(SkeinException.class);
            }
            Awaitility.await().until(() -> pool.ready() == 1);
            assertThat(transaction(pool, allocator)).isEqualTo(first);
        }
    }

    @Test
    void nothingOfOneQueryIsSeenByTheNext() {
        try (KernelPool pool = new KernelPool(new KernelConfiguration(1 << 30, 1, directory, List.of(), 1));
                RootAllocator allocator = new RootAllocator()) {
            Awaitility.await().until(() -> pool.ready() == 1);
            for (int round = 0; round < 3; round++) {
                try (Kernel kernel = pool.lease(KernelSettings.DEFAULT);
                        KernelStatement statement = kernel.statement()) {
                    statement.input(
                            "numbers", List.of("n"), new NumberSource(allocator, 10 + round, () -> {}), allocator);
                    assertThat(KernelFixture.rows(statement.query("SELECT count(*) FROM numbers", allocator)))
                            .containsExactly(List.of(Integer.toString(10 + round)));
                }
                assertThat(allocator.getAllocatedMemory()).isZero();
            }
            try (Kernel kernel = pool.lease(KernelSettings.DEFAULT);
                    KernelStatement statement = kernel.statement()) {
                assertThatThrownBy(() -> statement.query("SELECT count(*) FROM numbers", allocator))
                        .hasMessageContaining("Table with name numbers does not exist");
            }
        }
    }

    /** A new instance counts its transactions anew. */
    private static int transaction(KernelPool pool, RootAllocator allocator) {
        try (Kernel kernel = pool.lease(KernelSettings.DEFAULT);
                KernelStatement statement = kernel.statement()) {
            List<List<String>> rows = KernelFixture.rows(statement.query("SELECT txid_current()", allocator));
            return Integer.parseInt(rows.getFirst().getFirst());
        }
    }

    @Test
    void spillsBelowItsDirectoryAndCleansUp() {
        try (KernelFixture fixture = new KernelFixture(directory, 100L << 20, KernelSettings.DEFAULT);
                KernelStatement statement = fixture.kernel.statement()) {
            PageSource rows = statement.query(
                    "SELECT hash(x) AS h, x::VARCHAR AS t FROM range(6000000) AS t(x) ORDER BY 1", fixture.allocator);
            assertThat(rows.next()).isTrue();
            assertThat(fixture.pool.temporaryFiles()).isPositive();
            assertThat(fixture.kernel.memory().spilledBytes()).isPositive();
            statement.close();
            fixture.kernel.close();
            assertThat(fixture.pool.temporaryFiles()).isZero();
        }
    }

    @Test
    void refusesStatementsOfAClosedKernel() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            fixture.kernel.close();
            assertThatThrownBy(fixture.kernel::statement).hasMessage("Query was canceled");
        }
    }

    @Test
    void survivesCancelsAtAnyTime() throws Exception {
        Random random = new Random(7);
        try (KernelFixture fixture = new KernelFixture(directory)) {
            for (int round = 0; round < 100; round++) {
                KernelStatement statement = fixture.kernel.statement();
                boolean streaming = round % 2 == 0;
                CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                    try (statement) {
                        statement.input(
                                "numbers",
                                List.of("n"),
                                new NumberSource(fixture.allocator, Long.MAX_VALUE, () -> {}),
                                fixture.allocator);
                        PageSource rows = statement.query(
                                streaming ? "SELECT n, n::VARCHAR FROM numbers" : "SELECT sum(n) FROM numbers",
                                fixture.allocator);
                        while (rows.next()) {
                            rows.root().clear();
                        }
                    }
                });
                Awaitility.await()
                        .pollDelay(random.nextInt(10), TimeUnit.MILLISECONDS)
                        .until(() -> true);
                statement.cancel();
                assertThat(run).failsWithin(1, TimeUnit.SECONDS);
            }
            assertThat(fixture.allocator.getAllocatedMemory()).isZero();
        }
    }

    /** A result that the driver frees while it is exported takes the process with it. */
    @Test
    void survivesCancelsWhileAResultChangesHands() throws Exception {
        Random random = new Random(11);
        try (KernelFixture fixture = new KernelFixture(directory);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 1_000; round++) {
                KernelStatement statement = fixture.kernel.statement();
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> run = threads.submit(() -> {
                    try (statement) {
                        begun.countDown();
                        KernelFixture.rows(statement.query("SELECT * FROM range(3000)", fixture.allocator));
                    } catch (SkeinException canceled) {
                        assertThat(canceled).hasMessage("Query was canceled");
                    }
                });
                begun.await();
                long at = System.nanoTime() + random.nextInt(1_000_000);
                while (System.nanoTime() < at) {
                    Thread.onSpinWait();
                }
                statement.cancel();
                run.get(10, TimeUnit.SECONDS);
            }
            assertThat(fixture.allocator.getAllocatedMemory()).isZero();
        }
    }
}
