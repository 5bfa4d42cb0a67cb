package io.skein.coordinator.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The few batches between the cluster and the client. The writer waits while it is full, the reader while it is empty; closing frees what is inside. */
final class ResultBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<VectorSchemaRoot> batches = new ArrayDeque<>();
    private final long capacityBytes;
    private long bytes;
    private boolean complete;
    private boolean closed;

    /** @param capacityBytes at least one batch is always taken */
    ResultBuffer(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** Takes a batch over, once there is room; false when the buffer has been closed, and the batch with it. */
    boolean put(VectorSchemaRoot batch) throws InterruptedException {
        long size = size(batch);
        lock.lock();
        try {
            while (!closed && !batches.isEmpty() && bytes + size > capacityBytes) {
                changed.await();
            }
            if (closed) {
                batch.close();
                return false;
            }
            batches.add(batch);
            bytes += size;
            changed.signalAll();
            return true;
        } catch (InterruptedException e) {
            batch.close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** No more batches will come. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, which is the caller's; empty when none came in time or will come. */
    Optional<VectorSchemaRoot> poll(Duration maximumWait) throws InterruptedException {
        long nanos = maximumWait.toNanos();
        lock.lock();
        try {
            while (batches.isEmpty() && !complete && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            VectorSchemaRoot batch = batches.poll();
            if (batch == null) {
                return Optional.empty();
            }
            bytes -= size(batch);
            changed.signalAll();
            return Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Whether every batch has been handed out. */
    boolean drained() {
        lock.lock();
        try {
            return complete && batches.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            batches.forEach(VectorSchemaRoot::close);
            batches.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long size(VectorSchemaRoot batch) {
        long size = 0;
        for (FieldVector vector : batch.getFieldVectors()) {
            size += vector.getBufferSize();
        }
        return size;
    }
}
