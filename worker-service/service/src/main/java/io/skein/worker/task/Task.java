package io.skein.worker.task;

import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.TaskId;
import io.skein.worker.exchange.OutputBuffer;
import io.skein.worker.exchange.Partitioner;
import io.skein.worker.exchange.Partitioners;
import io.skein.worker.kernel.DeletedRowsSink;
import io.skein.worker.kernel.KernelStatement;
import io.skein.worker.kernel.Operator;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.scan.ScanProgress;
import io.skein.worker.sink.ConnectorSink;
import io.skein.worker.sink.FileSink;
import io.skein.worker.sink.RemoteFileSink;
import io.skein.worker.sink.TaskSink;
import io.skein.worker.sink.ValueLearning;
import io.skein.worker.sink.WriteResult;
import io.skein.worker.summary.KeySummaries;
import io.skein.worker.task.TaskState.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** One fragment at work. One thread runs it; any thread may watch or cancel it. */
final class Task {
    private static final long THREAD_PATIENCE_SECONDS = 10;

    private final TaskSpecification specification;
    private final Services services;
    private final QueryContext query;
    /** What the kernel tells about a batch is kept as long as the batch, which a reader of the result may hold after the query's end. */
    private final BufferAllocator imports;

    private final OutputBuffer output;
    private final TaskStateMachine machine = new TaskStateMachine();
    private final ScanProgress progress = new ScanProgress();
    private final KeySummaries keys;
    private final TaskInputs inputs;
    private final CountDownLatch threadDone = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private volatile long wallNanos;
    private volatile long rowsWritten;
    private volatile long bytesWritten;
    private volatile boolean kernelDone;
    private @Nullable KernelStatement statement;
    private boolean canceled;

    Task(TaskSpecification specification, Services services, QueryContext query) {
        this.specification = specification;
        this.services = services;
        this.query = query;
        this.imports = services.allocator();
        this.inputs = new TaskInputs(services, query.allocator(), progress);
        this.output = services.exchange()
                .create(
                        specification.id(),
                        specification.partitions(),
                        specification.outputs(),
                        query.allocator(),
                        services.settings().overflowDirectory(),
                        machine::outputFetched);
        this.keys = new KeySummaries(specification.keys());
        output.whenStalled(this::giveUpKeys);
    }

    /** Consumers may be waiting for what the keys say before they come. */
    private void giveUpKeys() {
        if (keys.giveUp()) {
            machine.announce();
        }
    }

    TaskId id() {
        return specification.id();
    }

    TaskStateMachine machine() {
        return machine;
    }

    OutputBuffer output() {
        return output;
    }

    long ageNanos() {
        return System.nanoTime() - started;
    }

    void run() {
        try {
            try (KernelStatement running = begin()) {
                inputs.open(specification.inputs(), running);
                List<byte[]> fragments = specification.write().isPresent()
                        ? write(running, specification.write().get())
                        : produce(running);
                kernelDone = true;
                List<Operator> operators = operators(running);
                machine.flush(new Outcome(fragments, operators));
            } finally {
                inputs.close();
            }
            output.finish();
        } catch (OutOfMemoryException e) {
            fail(new SkeinException(
                    StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT,
                    "Query exceeded its memory limit for data on the way: "
                            + query.allocator().getLimit() + "B",
                    e));
        } catch (SkeinException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            System.Logger.Level level = isCanceled() ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
            System.getLogger(Task.class.getName()).log(level, "Task " + id() + " failed", e);
            fail(new SkeinException(
                    StandardErrorCode.GENERIC_INTERNAL_ERROR, "Internal error in task " + id() + ": " + e, e));
        } finally {
            wallNanos = System.nanoTime() - started;
            threadDone.countDown();
        }
    }

    /** A task that gets no thread. */
    void refuse(SkeinException cause) {
        fail(cause);
        threadDone.countDown();
    }

    private KernelStatement begin() {
        KernelStatement begun = query.kernel(specification.kernel()).statement();
        synchronized (this) {
            if (!canceled) {
                statement = begun;
                return begun;
            }
        }
        begun.close();
        throw SkeinException.canceled();
    }

    private List<byte[]> produce(KernelStatement running) {
        BufferAllocator allocator = query.allocator();
        try (PageSource rows = running.query(specification.sql(), imports)) {
            boolean hashed = specification.partitioning() == TaskSpecification.Partitioning.HASH;
            List<Field> fields = rows.root().getSchema().getFields();
            specification.outputs().check(hashed ? fields.subList(0, fields.size() - 1) : fields);
            Partitioner partitioner = switch (specification.partitioning()) {
                case SINGLE -> Partitioners.single(output, allocator);
                case HASH -> Partitioners.hash(output, allocator);
                case BROADCAST -> Partitioners.broadcast(output, allocator);
                case ROUND_ROBIN -> Partitioners.roundRobin(output, allocator);
            };
            boolean wanted = true;
            while (wanted && rows.next()) {
                long batchRows = rows.root().getRowCount();
                keys.add(rows.root());
                wanted = partitioner.add(rows.root());
                rowsWritten += batchRows;
                bytesWritten = partitioner.bytes();
            }
            if (wanted) {
                keys.complete();
            } else {
                keys.giveUp();
            }
        }
        return List.of();
    }

    private List<Operator> operators(KernelStatement running) {
        List<Operator> kernel = running.operators();
        return kernel.isEmpty()
                ? kernel
                : Stream.concat(kernel.stream(), inputs.cacheUse().stream()).toList();
    }

    private List<byte[]> write(KernelStatement running, TaskSpecification.Write write) {
        TaskSink sink = sink(write);
        try {
            WriteResult result = sink.write(running, specification.sql());
            rowsWritten = result.rows();
            bytesWritten = result.bytes();
            try (VectorSchemaRoot count = RowCounts.of(result.rows(), specification.outputs(), query.allocator())) {
                Partitioners.single(output, query.allocator()).add(count);
            }
            return result.fragments();
        } catch (RuntimeException e) {
            sink.abort();
            throw e;
        }
    }

    private TaskSink sink(TaskSpecification.Write write) {
        WriteHandle handle = write.handle();
        return switch (handle.target()) {
            case WriteHandle.Files files ->
                ConnectorFiles.isLocal(files.directory())
                        ? new FileSink(
                                handle,
                                files,
                                id(),
                                new ValueLearning(() -> connector(write.catalog()), query.allocator()),
                                deleted(write, files))
                        : remote(write, files);
            case WriteHandle.Pages _ ->
                new ConnectorSink(connector(write.catalog()).sink(handle, query.allocator()), query.allocator());
        };
    }

    private ConnectorWrite connector(CatalogReference catalog) {
        return inputs.lease(catalog)
                .write()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "Catalog '" + catalog + "' cannot be written"));
    }

    private Optional<DeletedRowsSink> deleted(TaskSpecification.Write write, WriteHandle.Files target) {
        return target.rows() == WriteHandle.Rows.CHANGED_BY_VECTORS
                ? Optional.of(
                        new DeletedRowsSink(connector(write.catalog()).deleted(write.handle()), query.allocator()))
                : Optional.empty();
    }

    private TaskSink remote(TaskSpecification.Write write, WriteHandle.Files target) {
        RemoteFileSink sink = new RemoteFileSink(
                write.handle(),
                target,
                id(),
                inputs.remote(write.catalog(), write.handle().table()),
                services.settings().uploadDirectory(),
                deleted(write, target));
        inputs.keep(sink::cancel);
        return sink;
    }

    private void fail(SkeinException cause) {
        if (isCanceled()) {
            machine.cancel();
        } else {
            machine.fail(cause);
        }
        output.fail(cause);
        stop();
    }

    /** Fails the task from outside. */
    void abandon(SkeinException cause) {
        machine.fail(cause);
        output.fail(cause);
        stop();
    }

    /** Stops the task at once; a finished one stays finished, but its output goes. */
    void cancel() {
        synchronized (this) {
            canceled = true;
        }
        machine.cancel();
        output.fail(SkeinException.canceled());
        stop();
    }

    private void stop() {
        KernelStatement running;
        synchronized (this) {
            canceled = true;
            running = statement;
        }
        inputs.cancel();
        if (running != null) {
            running.cancel();
        }
    }

    private synchronized boolean isCanceled() {
        return canceled;
    }

    /** Waits until the task's thread has let go of everything. */
    void awaitThread() {
        try {
            if (!threadDone.await(THREAD_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Task.class.getName()).log(System.Logger.Level.ERROR, "Task {0} does not stop", id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    TaskStatus status() {
        TaskState state = machine.state();
        double done = kernelDone ? 1 : kernelProgress();
        QueryContext.Memory memory = query.memory();
        TaskStatistics.Counts counts = new TaskStatistics.Counts(
                progress.rows() + Math.round(done * inputs.fileRows()),
                progress.bytes() + Math.round(done * inputs.fileBytes()),
                rowsWritten,
                bytesWritten);
        long ended = wallNanos;
        return new TaskStatus(
                id(),
                state,
                new TaskStatistics(
                        counts,
                        ended == 0 ? ageNanos() : ended,
                        memory.bytes(),
                        memory.peakBytes(),
                        memory.spilledBytes(),
                        progress.splits() + (int) (done * inputs.files()),
                        splitsTotal()),
                keys.outcome());
    }

    private double kernelProgress() {
        KernelStatement running;
        synchronized (this) {
            running = statement;
        }
        return running == null || inputs.files() == 0 ? 0 : running.progress();
    }

    private int splitsTotal() {
        return specification.inputs().stream()
                .filter(TaskInput.Scan.class::isInstance)
                .mapToInt(input -> ((TaskInput.Scan) input).splits().size())
                .sum();
    }
}
