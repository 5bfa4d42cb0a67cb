package io.skein.worker.task;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.worker.kernel.Kernel;
import io.skein.worker.kernel.KernelMemory;
import io.skein.worker.kernel.KernelPool;
import io.skein.worker.kernel.KernelSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What a query's tasks on this worker share: one account of memory and one kernel, or two: tasks that read files leave the join order to the kernel, those
 * that read streams do not. Thread-safe.
 */
final class QueryContext {
    private static final long RELEASE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RELEASE_POLL_MILLISECONDS = 2;

    private final QueryId id;
    private final KernelPool pool;
    private final BufferAllocator allocator;
    private final Map<KernelSettings, Kernel> kernels = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private long sampledAt = System.nanoTime();
    private Memory sample = new Memory(0, 0, 0);
    private boolean ended;

    QueryContext(QueryId id, KernelPool pool, BufferAllocator allocator) {
        this.id = id;
        this.pool = pool;
        this.allocator = allocator;
    }

    QueryId id() {
        return id;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    synchronized void add(Task task) {
        if (ended) {
            throw ended();
        }
        tasks.add(task);
    }

    synchronized List<Task> tasks() {
        return List.copyOf(tasks);
    }

    /** The kernel with these settings; taken from the pool for the first task that asks. */
    synchronized Kernel kernel(KernelSettings settings) {
        if (ended) {
            throw ended();
        }
        return kernels.computeIfAbsent(settings, pool::lease);
    }

    private SkeinException ended() {
        return new SkeinException(StandardErrorCode.USER_CANCELED, "Query " + id + " has ended");
    }

    /** What the query holds, as last sampled: asking the kernel costs as much as a small query. */
    synchronized Memory memory() {
        long now = System.nanoTime();
        if (now - sampledAt >= SAMPLE_NANOS) {
            sampledAt = now;
            long bytes = allocator.getAllocatedMemory();
            long spilled = 0;
            for (Kernel kernel : kernels.values()) {
                KernelMemory memory = kernel.memory();
                bytes += memory.bytes();
                spilled += memory.spilledBytes();
            }
            sample = new Memory(bytes, Math.max(sample.peakBytes(), bytes), spilled);
        }
        return sample;
    }

    record Memory(long bytes, long peakBytes, long spilledBytes) {}

    /** Cancels the tasks, waits for their threads, and gives everything back. */
    void end() {
        List<Task> last;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            last = List.copyOf(tasks);
        }
        last.forEach(Task::cancel);
        last.forEach(Task::awaitThread);
        List<Kernel> leased;
        synchronized (this) {
            leased = List.copyOf(kernels.values());
            kernels.clear();
        }
        leased.forEach(Kernel::close);
        awaitRelease();
        try {
            allocator.close();
        } catch (IllegalStateException e) {
            System.getLogger(QueryContext.class.getName())
                    .log(System.Logger.Level.ERROR, () -> "Query " + id + " leaves memory behind: " + e.getMessage());
        }
    }

    /** Streams to consumers let their last batch go a moment after they have been stopped. */
    private void awaitRelease() {
        long deadline = System.nanoTime() + RELEASE_PATIENCE_NANOS;
        while (allocator.getAllocatedMemory() > 0 && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(RELEASE_POLL_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
