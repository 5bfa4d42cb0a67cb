package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A producer's partition in this process: batches are handed over as they are. */
final class LocalBatchStream implements BatchStream {
    private final Exchange exchange;
    private final TaskId task;
    private final int partition;
    private final AtomicReference<@Nullable BatchStream> opened = new AtomicReference<>();
    private final CompletableFuture<Void> canceled = new CompletableFuture<>();
    private boolean closed;

    LocalBatchStream(Exchange exchange, TaskId task, int partition) {
        this.exchange = exchange;
        this.task = task;
        this.partition = partition;
    }

    @Override
    public @Nullable Batch next() {
        BatchStream stream = opened.get();
        if (stream == null) {
            stream = output().buffer().read(partition);
            opened.set(stream);
            if (canceled.isDone()) {
                stream.cancel();
            }
        }
        return stream.next();
    }

    /** The schema is known once the task exists. */
    TaskOutput output() {
        CompletableFuture<TaskOutput> output = exchange.find(task);
        if (!output.isDone()) {
            CompletableFuture.anyOf(output, canceled)
                    .exceptionally(failure -> null)
                    .join();
        }
        if (canceled.isDone()) {
            throw SkeinException.canceled();
        }
        return Exchange.join(output);
    }

    @Override
    public void cancel() {
        canceled.complete(null);
        BatchStream stream = opened.get();
        if (stream != null) {
            stream.cancel();
        }
    }

    /** A partition that was never opened is opened to be given up, so that its producer does not wait for it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        BatchStream stream = opened.get();
        if (stream != null) {
            stream.close();
        } else {
            exchange.find(task).thenAccept(output -> output.buffer().abandon(partition));
        }
    }
}
