package io.skein.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.tpch.TpchConnectorFactory;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.rpc.exchange.BatchReader;
import io.skein.rpc.exchange.LocalExchanges;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import io.skein.spi.type.TypeParser;
import io.skein.worker.cache.CacheSettings;
import io.skein.worker.cluster.WorkerCore;
import io.skein.worker.cluster.WorkerCounters;
import io.skein.worker.cluster.WorkerSettings;
import io.skein.worker.exchange.ExchangeSource;
import io.skein.worker.exchange.Exchanges.Endpoint;
import io.skein.worker.exchange.MergeTerm;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.kernel.KernelConfiguration;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.scan.CatalogDefinition;
import io.skein.worker.scan.CatalogLookup;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.scan.WorkerCatalogs;
import io.skein.worker.task.TaskInput;
import io.skein.worker.task.TaskSettings;
import io.skein.worker.task.TaskSpecification;
import io.skein.worker.task.TaskSpecification.Partitioning;
import io.skein.worker.task.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;

/** Workers of one test, in this process but speaking Flight with each other. Closing checks that nothing is left. */
public final class WorkerFixture implements AutoCloseable {
    public static final long BUFFER_BYTES = 1 << 20;
    private static final WorkerCounters NOTHING = new WorkerCounters(0, 0, 0, 0, 0, 0);

    public final List<WorkerCore> workers = new ArrayList<>();

    public WorkerFixture(Path directory, int count) {
        this(directory, count, Duration.ofMinutes(5));
    }

    public WorkerFixture(Path directory, int count, Duration watchTimeout) {
        SharedSecret secret = new SharedSecret("open sesame");
        for (int i = 0; i < count; i++) {
            Path own = directory.resolve("worker-" + i);
            WorkerSettings settings = new WorkerSettings(
                    new KernelConfiguration(512L << 20, 2, own.resolve("spill"), List.of(directory), 2),
                    new TaskSettings(
                            256L << 20,
                            own.resolve("overflow"),
                            own.resolve("uploads"),
                            watchTimeout,
                            Duration.ofMinutes(5)),
                    new CacheSettings(own.resolve("cache"), own.resolve("fetched"), 1L << 30, 4),
                    new Endpoint("127.0.0.1", 0, "127.0.0.1"),
                    500,
                    BUFFER_BYTES,
                    1L << 30,
                    Duration.ofSeconds(20));
            workers.add(new WorkerCore(settings, catalogs(), new Channels(secret)::open, secret));
        }
    }

    private static WorkerCatalogs catalogs() {
        return new WorkerCatalogs(
                List.of(new TpchConnectorFactory()),
                new CatalogLookup() {
                    @Override
                    public CatalogDefinition describe(CatalogReference catalog) {
                        if (!catalog.name().equals("tpch")) {
                            throw new SkeinException(
                                    StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + catalog + "' not found");
                        }
                        return new CatalogDefinition(catalog.name(), "tpch", Map.of(), 1, 1);
                    }

                    @Override
                    public Map<String, Long> versions() {
                        return Map.of("tpch", 1L);
                    }
                },
                System::nanoTime);
    }

    public WorkerCore worker() {
        return workers.getFirst();
    }

    /** A task that sends all its rows to one consumer. */
    public static TaskSpecification task(String id, String sql, OutputSchema outputs, TaskInput... inputs) {
        return task(id, sql, outputs, Partitioning.SINGLE, 1, inputs);
    }

    public static TaskSpecification task(
            String id,
            String sql,
            OutputSchema outputs,
            Partitioning partitioning,
            int partitions,
            TaskInput... inputs) {
        return new TaskSpecification(
                TaskId.parse(id),
                sql,
                List.of(inputs),
                outputs,
                partitioning,
                partitions,
                KernelSettings.DEFAULT,
                Optional.empty(),
                List.of());
    }

    /** Columns as {@code name type} pairs. */
    public static OutputSchema columns(String... columns) {
        List<String> names = new ArrayList<>();
        List<io.skein.spi.type.Type> types = new ArrayList<>();
        for (String column : columns) {
            int space = column.indexOf(' ');
            names.add(column.substring(0, space));
            types.add(TypeParser.parse(column.substring(space + 1)));
        }
        return new OutputSchema(names, types);
    }

    public ExchangeSource source(int worker, String task, int partition) {
        return new ExchangeSource(workers.get(worker).flightAddress(), TaskId.parse(task), partition);
    }

    public static TaskInput.Exchange exchange(
            String name, OutputSchema schema, List<ExchangeSource> sources, MergeTerm... ordering) {
        return new TaskInput.Exchange(name, schema, sources, List.of(ordering));
    }

    /** Opens a task's only output partition, as the coordinator does in the same process. */
    public BatchReader open(int worker, String task) {
        return LocalExchanges.find(workers.get(worker).flightAddress())
                .orElseThrow()
                .open(task, 0);
    }

    /** Reads a task's only output partition to its end. */
    public List<List<String>> rows(int worker, String task) {
        List<List<String>> rows = new ArrayList<>();
        try (BatchReader reader = open(worker, task)) {
            for (Optional<VectorSchemaRoot> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
                try (VectorSchemaRoot root = batch.get()) {
                    for (int row = 0; row < root.getRowCount(); row++) {
                        List<String> values = new ArrayList<>();
                        for (FieldVector vector : root.getFieldVectors()) {
                            values.add(String.valueOf(vector.getObject(row)));
                        }
                        rows.add(values);
                    }
                }
            }
        }
        return rows;
    }

    public TaskStatus status(int worker, String task) {
        try (var watch = workers.get(worker).tasks().watch(TaskId.parse(task), () -> {})) {
            return watch.status();
        }
    }

    /** Ends the query on all workers. */
    public void end(String query) {
        workers.forEach(worker -> worker.tasks().end(new QueryId(query)));
    }

    public void assertNothingHeld() {
        for (WorkerCore worker : workers) {
            Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(worker.counters()).isEqualTo(NOTHING));
        }
    }

    @Override
    public void close() {
        workers.forEach(WorkerCore::close);
    }
}
