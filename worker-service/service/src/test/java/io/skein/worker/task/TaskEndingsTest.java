package io.skein.worker.task;

import static io.skein.worker.WorkerFixture.columns;
import static io.skein.worker.WorkerFixture.exchange;
import static io.skein.worker.WorkerFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.id.TaskId;
import io.skein.worker.WorkerFixture;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.task.TaskSpecification.Partitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that end before their tasks have. */
class TaskEndingsTest {
    private static final OutputSchema NUMBER = columns("n bigint");
    private static final String ENDLESS = "SELECT range AS n FROM range(1000000000000)";

    @TempDir
    Path directory;

    @Test
    void endsQueriesThatNobodyWatches() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1, Duration.ofSeconds(1))) {
            fixture.worker().tasks().create(task("q.0.0", ENDLESS, NUMBER));
            fixture.worker().tasks().create(task("r.0.0", ENDLESS, NUMBER));
            try (var watch = fixture.worker().tasks().watch(TaskId.parse("r.0.0"), () -> {})) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> fixture.worker().tasks().queryCount() == 1);
                assertThat(watch.status().state()).isEqualTo(new TaskState.Running());
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(fixture::assertNothingHeld);
        }
    }

    @Test
    void endsWithinASecondWhateverTheTasksDo() {
        String busy = "SELECT count(*)::BIGINT AS n FROM range(1000000000000) AS t(x) WHERE hash(x) % 7 = 9";
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            fixture.worker().tasks().create(task("q.3.0", busy, NUMBER));
            fixture.workers.get(1).tasks().create(task("q.2.0", ENDLESS, NUMBER));
            fixture.worker()
                    .tasks()
                    .create(task(
                            "q.1.0",
                            "SELECT sum(n)::BIGINT AS n FROM (SELECT n FROM a UNION ALL SELECT n FROM b UNION ALL"
                                    + " SELECT n FROM never)",
                            NUMBER,
                            exchange("a", NUMBER, List.of(fixture.source(0, "q.3.0", 0))),
                            exchange("b", NUMBER, List.of(fixture.source(1, "q.2.0", 0))),
                            exchange("never", NUMBER, List.of(fixture.source(1, "q.9.0", 0)))));
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            assertThat(CompletableFuture.runAsync(() -> fixture.end("q"))).succeedsWithin(Duration.ofMillis(2500));
            fixture.assertNothingHeld();
        }
    }

    @Test
    void survivesRandomCancels() {
        Random random = new Random(11);
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            for (int round = 0; round < 100; round++) {
                String query = "q" + round;
                List<CompletableFuture<Void>> creations = new ArrayList<>();
                for (int consumer = 0; consumer < 2; consumer++) {
                    int number = consumer;
                    var sources = List.of(
                            fixture.source(0, query + ".2.0", consumer), fixture.source(1, query + ".2.1", consumer));
                    creations.add(CompletableFuture.runAsync(() -> fixture.workers
                            .get(number)
                            .tasks()
                            .create(task(
                                    query + ".1." + number,
                                    "SELECT n FROM e WHERE n % 3 = 0",
                                    NUMBER,
                                    exchange("e", NUMBER, sources)))));
                    creations.add(CompletableFuture.runAsync(() -> fixture.workers
                            .get(number)
                            .tasks()
                            .create(task(
                                    query + ".2." + number,
                                    "SELECT range AS n, (range % 2)::INTEGER AS p FROM range(1000000000)",
                                    NUMBER,
                                    Partitioning.HASH,
                                    2))));
                }
                CompletableFuture<Object> reading =
                        CompletableFuture.supplyAsync(() -> fixture.rows(0, query + ".1.0"));
                Awaitility.await()
                        .pollDelay(random.nextInt(60), TimeUnit.MILLISECONDS)
                        .until(() -> true);
                fixture.end(query);
                assertThat(reading).failsWithin(Duration.ofSeconds(5));
                CompletableFuture.allOf(creations.toArray(CompletableFuture[]::new))
                        .exceptionally(failure -> null)
                        .join();
                fixture.end(query);
            }
            fixture.assertNothingHeld();
            assertThat(IntStream.range(0, 2)
                            .map(worker -> fixture.workers.get(worker).tasks().queryCount()))
                    .containsOnly(0);
        }
    }
}
