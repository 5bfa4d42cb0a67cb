package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/** Batches from several threads to one, bounded by bytes. Ends when every feeder has ended, fails with the first that failed. */
public final class BatchQueue implements BatchStream {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Batch> batches = new ArrayDeque<>();
    private final long capacityBytes;
    private int feeders;
    private long bytes;
    private boolean closed;
    private @Nullable RuntimeException failure;

    public BatchQueue(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** Something that puts batches until it has no more. */
    public interface Feeder {
        void feed(BatchQueue queue);
    }

    /** Lets the feeder put from a thread of its own. */
    public void start(Feeder feeder, WorkerThreads threads) {
        lock.lock();
        try {
            feeders++;
        } finally {
            lock.unlock();
        }
        Runnable work = () -> {
            try {
                feeder.feed(this);
                end(null);
            } catch (OutOfMemoryException e) {
                end(new SkeinException(
                        StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT,
                        "Query exceeded its memory limit for data on the way",
                        e));
            } catch (RuntimeException e) {
                end(e);
            }
        };
        try {
            threads.start(work);
        } catch (SkeinException e) {
            end(e);
            throw e;
        }
    }

    /** Takes over the hold of the batch; waits for room. False when the reader wants no more. */
    public boolean put(Batch batch) {
        lock.lock();
        try {
            while (!closed && failure == null && !batches.isEmpty() && bytes >= capacityBytes) {
                changed.awaitUninterruptibly();
            }
            if (closed || failure != null) {
                batch.release();
                return false;
            }
            bytes += batch.bytes();
            batches.add(batch);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    public boolean isWanted() {
        lock.lock();
        try {
            return !closed && failure == null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Batch next() {
        lock.lock();
        try {
            while (true) {
                if (failure != null) {
                    throw failure;
                }
                Batch batch = batches.poll();
                if (batch != null) {
                    bytes -= batch.bytes();
                    changed.signalAll();
                    return batch;
                }
                if (feeders == 0) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            failure = failure == null ? SkeinException.canceled() : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what was not read and waits for the feeders, which must have been cancelled if they can block elsewhere. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (feeders > 0) {
                changed.awaitUninterruptibly();
            }
            for (Batch batch = batches.poll(); batch != null; batch = batches.poll()) {
                batch.release();
            }
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable RuntimeException cause) {
        lock.lock();
        try {
            feeders--;
            failure = failure == null ? cause : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
