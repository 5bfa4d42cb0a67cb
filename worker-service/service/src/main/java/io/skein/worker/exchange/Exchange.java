package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;

/** The output of this worker's tasks. Consumers may come before the task, since all tasks of a query are created at once. */
public final class Exchange {
    private final Map<TaskId, CompletableFuture<TaskOutput>> outputs = new ConcurrentHashMap<>();
    private final long bufferBytes;
    private final Duration patience;

    /**
     * @param bufferBytes how much of its output a task holds in memory
     * @param patience how long a consumer waits for its producer to be created
     */
    public Exchange(long bufferBytes, Duration patience) {
        this.bufferBytes = bufferBytes;
        this.patience = patience;
    }

    /** Opens a new task's output. */
    public OutputBuffer create(
            TaskId task,
            int partitions,
            OutputSchema schema,
            BufferAllocator allocator,
            Path overflowDirectory,
            Runnable onEnd) {
        OutputBuffer buffer = new OutputBuffer(
                partitions,
                bufferBytes,
                () -> OverflowFile.create(overflowDirectory, task.toString(), allocator),
                onEnd);
        find(task).complete(new TaskOutput(buffer, schema, allocator));
        return buffer;
    }

    /** The task's output, once it is created; fails when that does not happen in time, or when the query ends. */
    CompletableFuture<TaskOutput> find(TaskId task) {
        return outputs.computeIfAbsent(task, this::expected);
    }

    private CompletableFuture<TaskOutput> expected(TaskId task) {
        CompletableFuture<TaskOutput> output = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> {
                    if (!output.isDone() && output.completeExceptionally(late(task))) {
                        outputs.remove(task, output);
                    }
                });
        return output;
    }

    private static SkeinException late(TaskId task) {
        return new SkeinException(StandardErrorCode.REMOTE_TASK_ERROR, "Task " + task + " has not been created");
    }

    /** Waits for the task's output. */
    static TaskOutput join(CompletableFuture<TaskOutput> output) {
        try {
            return output.join();
        } catch (CompletionException | CancellationException e) {
            throw e.getCause() instanceof SkeinException known ? known : SkeinException.canceled();
        }
    }

    /** Drops a query's outputs; consumers that wait for its tasks fail. */
    public void remove(QueryId query) {
        for (Map.Entry<TaskId, CompletableFuture<TaskOutput>> entry : outputs.entrySet()) {
            if (entry.getKey().query().equals(query)) {
                outputs.remove(entry.getKey());
                if (!entry.getValue().completeExceptionally(SkeinException.canceled())) {
                    entry.getValue().join().buffer().fail(SkeinException.canceled());
                }
            }
        }
    }

    /** Bytes that wait in memory for consumers. */
    public long bufferedBytes() {
        return outputs.values().stream()
                .filter(output -> output.isDone() && !output.isCompletedExceptionally())
                .mapToLong(output -> output.join().buffer().bufferedBytes())
                .sum();
    }
}
