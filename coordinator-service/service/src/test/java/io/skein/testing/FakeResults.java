package io.skein.testing;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.schedule.ResultStream;
import io.skein.coordinator.schedule.Results;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Result streams that yield what the test puts in. */
public final class FakeResults implements Results {
    private final BlockingQueue<Optional<VectorSchemaRoot>> batches = new LinkedBlockingQueue<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    public void add(VectorSchemaRoot batch) {
        batches.add(Optional.of(batch));
    }

    /** Ends the stream. */
    public void end() {
        batches.add(Optional.empty());
    }

    public List<String> opened() {
        return opened;
    }

    @Override
    public int openCount() {
        return open.get();
    }

    @Override
    public ResultStream open(Worker worker, TaskId root) {
        opened.add(root + " on " + worker.id());
        open.incrementAndGet();
        return new Stream();
    }

    private final class Stream implements ResultStream {
        private volatile boolean canceled;

        @Override
        public Optional<VectorSchemaRoot> next() {
            try {
                Optional<VectorSchemaRoot> batch = batches.take();
                if (canceled) {
                    batch.ifPresent(VectorSchemaRoot::close);
                    throw new SkeinException(StandardErrorCode.PAGE_TRANSPORT_ERROR, "Canceled");
                }
                return batch;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SkeinException(StandardErrorCode.PAGE_TRANSPORT_ERROR, "Interrupted");
            }
        }

        @Override
        public void cancel() {
            canceled = true;
            batches.add(Optional.empty());
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
