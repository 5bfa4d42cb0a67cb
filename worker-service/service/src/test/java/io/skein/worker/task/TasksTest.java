package io.skein.worker.task;

import static io.skein.worker.WorkerFixture.columns;
import static io.skein.worker.WorkerFixture.exchange;
import static io.skein.worker.WorkerFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.tpch.TpchConnectorFactory;
import io.skein.rpc.exchange.BatchReader;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import io.skein.spi.type.Type;
import io.skein.worker.WorkerFixture;
import io.skein.worker.exchange.MergeTerm;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.task.TaskSpecification.Partitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    private static final OutputSchema NUMBER = columns("n bigint");
    private static final String ENDLESS = "SELECT range AS n FROM range(1000000000000)";

    @TempDir
    Path directory;

    @Test
    void answersAQueryAndLeavesNothing() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(task("q.0.0", "SELECT 1::BIGINT AS n", NUMBER));
            assertThat(fixture.rows(0, "q.0.0")).containsExactly(List.of("1"));
            Awaitility.await().until(() -> fixture.status(0, "q.0.0").state() instanceof TaskState.Finished);
            assertThat(fixture.status(0, "q.0.0").statistics().counts().rowsWritten())
                    .isEqualTo(1);
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void refusesATaskTwiceAndAfterItsQueryHasEnded() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(task("q.0.0", ENDLESS, NUMBER));
            assertThatThrownBy(() -> fixture.worker().tasks().create(task("q.0.0", ENDLESS, NUMBER)))
                    .hasMessage("Task q.0.0 exists");
            fixture.end("q");
            assertThatThrownBy(() -> fixture.worker().tasks().create(task("q.1.0", ENDLESS, NUMBER)))
                    .hasMessage("Query q has ended");
            fixture.end("never-heard-of");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void reportsTheKernelsErrorInStateAndStream() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            String sql = "SELECT CASE WHEN range = 500000 THEN error('SKEIN_ERROR[DIVISION_BY_ZERO]Division by"
                    + " zero[/SKEIN_ERROR]')::BIGINT ELSE range END AS n FROM range(1000000)";
            fixture.worker().tasks().create(task("q.0.0", sql, NUMBER));
            assertThatThrownBy(() -> fixture.rows(0, "q.0.0"))
                    .isInstanceOf(SkeinException.class)
                    .hasMessage("Division by zero");
            assertThat(fixture.status(0, "q.0.0").state())
                    .isInstanceOfSatisfying(
                            TaskState.Failed.class,
                            failed -> assertThat(failed.cause().code().name()).isEqualTo("DIVISION_BY_ZERO"));
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void refusesColumnsThatAreNotAsPlanned() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(task("q.0.0", "SELECT 1::INTEGER AS n", NUMBER));
            assertThatThrownBy(() -> fixture.rows(0, "q.0.0"))
                    .hasMessage("The fragment's statement computes column n as Int(32, true), planned is bigint");
        }
    }

    @Test
    void sendsEachRowToThePartitionItNames() {
        OutputSchema schema = columns("n bigint", "t varchar", "l array(bigint)");
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            for (int consumer = 0; consumer < 2; consumer++) {
                var sources = List.of(fixture.source(0, "q.2.0", consumer), fixture.source(1, "q.2.1", consumer));
                fixture.workers
                        .get(consumer)
                        .tasks()
                        .create(task(
                                "q.1." + consumer,
                                "SELECT count(*)::BIGINT AS n, min(n) AS low, count(CASE WHEN n % 2 <> " + consumer
                                        + " OR t <> 'row ' || n OR l <> [n, n + 1] THEN 1 END)::BIGINT AS wrong FROM"
                                        + " exchange_2",
                                columns("n bigint", "low bigint", "wrong bigint"),
                                exchange("exchange_2", schema, sources)));
            }
            for (int producer = 0; producer < 2; producer++) {
                String sql =
                        "SELECT r AS n, 'row ' || r AS t, [r, r + 1] AS l, (r % 2)::INTEGER AS p FROM (SELECT range + "
                                + producer + " * 1000000 AS r FROM range(200000))";
                fixture.workers
                        .get(producer)
                        .tasks()
                        .create(task("q.2." + producer, sql, schema, Partitioning.HASH, 2));
            }
            assertThat(fixture.rows(0, "q.1.0")).containsExactly(List.of("200000", "0", "0"));
            assertThat(fixture.rows(1, "q.1.1")).containsExactly(List.of("200000", "1", "0"));
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void sendsAllRowsToEachConsumer() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            fixture.worker()
                    .tasks()
                    .create(task("q.2.0", "SELECT range AS n FROM range(300000)", NUMBER, Partitioning.BROADCAST, 2));
            for (int consumer = 0; consumer < 2; consumer++) {
                fixture.workers
                        .get(consumer)
                        .tasks()
                        .create(task(
                                "q.1." + consumer,
                                "SELECT sum(n)::BIGINT AS n FROM e",
                                NUMBER,
                                exchange("e", NUMBER, List.of(fixture.source(0, "q.2.0", consumer)))));
            }
            assertThat(fixture.rows(0, "q.1.0")).containsExactly(List.of("44999850000"));
            assertThat(fixture.rows(1, "q.1.1")).containsExactly(List.of("44999850000"));
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void takesTurnsBetweenConsumers() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            fixture.worker()
                    .tasks()
                    .create(task("q.2.0", "SELECT range AS n FROM range(300000)", NUMBER, Partitioning.ROUND_ROBIN, 2));
            for (int consumer = 0; consumer < 2; consumer++) {
                fixture.worker()
                        .tasks()
                        .create(task(
                                "q.1." + consumer,
                                "SELECT count(*)::BIGINT AS n FROM e",
                                NUMBER,
                                exchange("e", NUMBER, List.of(fixture.source(0, "q.2.0", consumer)))));
            }
            long first = Long.parseLong(fixture.rows(0, "q.1.0").getFirst().getFirst());
            long second = Long.parseLong(fixture.rows(0, "q.1.1").getFirst().getFirst());
            assertThat(first + second).isEqualTo(300_000);
            assertThat(List.of(first, second))
                    .allSatisfy(rows -> assertThat(rows).isBetween(100_000L, 200_000L));
        }
    }

    @Test
    void mergesOrderedSources() {
        OutputSchema schema = columns("d decimal(20,2)", "t varchar", "z timestamp(3) with time zone");
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            for (int producer = 0; producer < 3; producer++) {
                String sql = "SELECT CASE WHEN range % 10 = 0 THEN NULL ELSE (range % 1000 - 500)::DECIMAL(20,2) / 4"
                        + " END::DECIMAL(20,2) AS d, chr(65 + ((range"
                        + " * " + (producer + 3) + ") % 26)::INTEGER) AS t,"
                        + " {'instant': TIMESTAMP '2024-01-01' + to_seconds(range % 7), 'zone': 'UTC'} AS z"
                        + " FROM range(40000)";
                String sorted =
                        "SELECT * FROM (" + sql + ") AS s ORDER BY d DESC NULLS FIRST, t NULLS LAST, s.z.instant";
                fixture.workers.get(producer % 2).tasks().create(task("q.1." + producer, sorted, schema));
            }
            var sources = List.of(
                    fixture.source(0, "q.1.0", 0), fixture.source(1, "q.1.1", 0), fixture.source(0, "q.1.2", 0));
            MergeTerm[] ordering = {
                new MergeTerm(0, false, true), new MergeTerm(1, true, false), new MergeTerm(2, true, false)
            };
            fixture.worker()
                    .tasks()
                    .create(task("q.0.0", "SELECT d, t, z FROM e", schema, exchange("e", schema, sources, ordering)));
            List<List<String>> rows = fixture.rows(0, "q.0.0");
            assertThat(rows).hasSize(120_000);
            fixture.worker()
                    .tasks()
                    .create(task(
                            "r.0.0",
                            "SELECT d, t, z FROM (SELECT * FROM e1 UNION ALL SELECT * FROM e2 UNION ALL SELECT * FROM"
                                    + " e3) AS u ORDER BY d DESC NULLS FIRST, t, u.z.instant",
                            schema,
                            exchange("e1", schema, List.of(fixture.source(0, "r.1.0", 0))),
                            exchange("e2", schema, List.of(fixture.source(0, "r.1.1", 0))),
                            exchange("e3", schema, List.of(fixture.source(0, "r.1.2", 0)))));
            for (int producer = 0; producer < 3; producer++) {
                String sql = "SELECT CASE WHEN range % 10 = 0 THEN NULL ELSE (range % 1000 - 500)::DECIMAL(20,2) / 4"
                        + " END::DECIMAL(20,2) AS d, chr(65 + ((range"
                        + " * " + (producer + 3) + ") % 26)::INTEGER) AS t, {'instant':"
                        + " TIMESTAMP '2024-01-01' +"
                        + " to_seconds(range % 7), 'zone': 'UTC'} AS"
                        + " z FROM range(40000)";
                fixture.worker().tasks().create(task("r.1." + producer, sql, schema));
            }
            assertThat(rows).isEqualTo(fixture.rows(0, "r.0.0"));
        }
    }

    @Test
    void holdsNoMoreOutputThanTheBufferAllows() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(task("q.0.0", ENDLESS, NUMBER));
            Awaitility.await().until(() -> fixture.worker().counters().bufferedBytes() >= WorkerFixture.BUFFER_BYTES);
            long rows = fixture.status(0, "q.0.0").statistics().counts().rowsWritten();
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> {
                        assertThat(fixture.worker().counters().bufferedBytes())
                                .isLessThan(WorkerFixture.BUFFER_BYTES + (1 << 20));
                        assertThat(fixture.status(0, "q.0.0")
                                        .statistics()
                                        .counts()
                                        .rowsWritten())
                                .isEqualTo(rows);
                    });
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    @Test
    void releasesProducersOfConsumersThatStopEarly() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 2)) {
            fixture.workers.get(1).tasks().create(task("q.1.0", ENDLESS, NUMBER));
            fixture.worker().tasks().create(task("q.1.1", ENDLESS, NUMBER));
            var sources = List.of(fixture.source(1, "q.1.0", 0), fixture.source(0, "q.1.1", 0));
            fixture.worker()
                    .tasks()
                    .create(task("q.0.0", "SELECT n FROM e LIMIT 5", NUMBER, exchange("e", NUMBER, sources)));
            assertThat(fixture.rows(0, "q.0.0")).hasSize(5);
            Awaitility.await().until(() -> fixture.status(1, "q.1.0").state() instanceof TaskState.Finished);
            Awaitility.await().until(() -> fixture.status(0, "q.1.1").state() instanceof TaskState.Finished);
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    /** Both consumers need both inputs, and read them in opposite order: without the way out to disk this stands still. */
    @Test
    void doesNotStandStillWhenConsumersReadInDifferentOrder() {
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            String sql = "SELECT range AS n, (range % 2)::INTEGER AS p FROM range(3000000)";
            fixture.worker().tasks().create(task("q.2.0", sql, NUMBER, Partitioning.HASH, 2));
            fixture.worker().tasks().create(task("q.3.0", sql, NUMBER, Partitioning.HASH, 2));
            try (BatchReader first = open(fixture, "q.2.0", 0);
                    BatchReader second = open(fixture, "q.3.0", 1)) {
                CompletableFuture<Long> one =
                        CompletableFuture.supplyAsync(() -> count(first) + count(open(fixture, "q.3.0", 0)));
                CompletableFuture<Long> other =
                        CompletableFuture.supplyAsync(() -> count(second) + count(open(fixture, "q.2.0", 1)));
                assertThat(one).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(3_000_000L);
                assertThat(other).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(3_000_000L);
            }
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    private static BatchReader open(WorkerFixture fixture, String task, int partition) {
        return io.skein.rpc.exchange.LocalExchanges.find(fixture.worker().flightAddress())
                .orElseThrow()
                .open(task, partition);
    }

    private static long count(BatchReader reader) {
        long rows = 0;
        try (reader) {
            for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
                rows += batch.get().getRowCount();
                batch.get().close();
            }
        }
        return rows;
    }

    @Test
    void readsSplitsOfAConnector() {
        List<ColumnHandle> columns = List.of(
                new ColumnHandle("orderkey", Type.Simple.BIGINT, OptionalInt.empty()),
                new ColumnHandle("totalprice", Type.Simple.DOUBLE, OptionalInt.empty()));
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            List<Split> splits = orderSplits(columns);
            TaskInput scan = new TaskInput.Scan(
                    "scan_1",
                    new CatalogReference("tpch", 0),
                    new SchemaTableName("tiny", "orders"),
                    columns,
                    List.of("o_1", "t_2"),
                    Constraint.ALL,
                    Optional.empty(),
                    splits);
            fixture.worker()
                    .tasks()
                    .create(task(
                            "q.0.0",
                            "SELECT count(*)::BIGINT AS c, max(\"o_1\") AS m, count(t_2)::BIGINT AS t FROM scan_1",
                            columns("c bigint", "m bigint", "t bigint"),
                            scan));
            assertThat(fixture.rows(0, "q.0.0")).containsExactly(List.of("15000", "60000", "15000"));
            TaskStatistics statistics = fixture.status(0, "q.0.0").statistics();
            assertThat(statistics.counts().rowsRead()).isEqualTo(15_000);
            assertThat(statistics.splitsDone()).isEqualTo(splits.size()).isEqualTo(statistics.splitsTotal());
            fixture.end("q");
            fixture.assertNothingHeld();
        }
    }

    private static List<Split> orderSplits(List<ColumnHandle> columns) {
        ConnectorSplitManager manager =
                new TpchConnectorFactory().create("tpch", Map.of()).splitManager();
        TableHandle table = new TpchConnectorFactory()
                .create("tpch", Map.of())
                .metadata()
                .table(new SchemaTableName("tiny", "orders"))
                .orElseThrow();
        List<Split> splits = new ArrayList<>();
        try (SplitSource source = manager.splits(table, columns, Constraint.ALL)) {
            for (List<Split> batch = source.next(100); !batch.isEmpty(); batch = source.next(100)) {
                splits.addAll(batch);
            }
        }
        return splits;
    }

    @Test
    void writesFilesAndReportsThem() {
        Path table = directory.resolve("table");
        WriteHandle handle = new WriteHandle(
                new SchemaTableName("s", "t"),
                List.of(new ColumnHandle("a", Type.Simple.BIGINT, OptionalInt.of(1))),
                new WriteHandle.Files(
                        table.toString(),
                        128L << 20,
                        "ZSTD",
                        Map.of(),
                        WriteHandle.Layout.PLAIN,
                        WriteHandle.Rows.INSERTED),
                new byte[0]);
        try (WorkerFixture fixture = new WorkerFixture(directory, 1)) {
            fixture.worker().tasks().create(writing("q.1.0", "SELECT range FROM range(1000)", handle));
            assertThat(fixture.rows(0, "q.1.0")).containsExactly(List.of("1000"));
            Awaitility.await().until(() -> fixture.status(0, "q.1.0").state().done());
            TaskState.Finished finished =
                    (TaskState.Finished) fixture.status(0, "q.1.0").state();
            WrittenFile file =
                    WrittenFileCodec.decode(finished.outcome().fragments().getFirst());
            assertThat(file.rows()).isEqualTo(1000);
            assertThat(Path.of(file.path())).hasParent(table).hasSize(file.bytes());
            fixture.worker()
                    .tasks()
                    .create(writing(
                            "r.1.0",
                            "SELECT range // (CASE WHEN range = 3000000 THEN error('broken')::BIGINT ELSE 1 END) FROM"
                                    + " range(4000000)",
                            handle));
            assertThatThrownBy(() -> fixture.rows(0, "r.1.0")).hasMessage("broken");
            assertThat(table)
                    .isDirectoryNotContaining(
                            path -> String.valueOf(path.getFileName()).contains("r-1"));
        }
    }

    private static TaskSpecification writing(String id, String sql, WriteHandle handle) {
        return new TaskSpecification(
                TaskId.parse(id),
                sql,
                List.of(),
                columns("rows bigint"),
                Partitioning.SINGLE,
                1,
                KernelSettings.DEFAULT,
                Optional.of(new TaskSpecification.Write(new CatalogReference("c", 0), handle)),
                List.of());
    }
}
