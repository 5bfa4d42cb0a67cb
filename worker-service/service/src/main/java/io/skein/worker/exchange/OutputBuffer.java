package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.worker.exchange.OutputPartition.Reader;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task's output, by partition. The producer waits while the buffer is full; each partition may always hold one batch.
 *
 * <p>A consumer that waits for rows while another one's rows fill the buffer could wait forever: the two may be parts of one plan that read their inputs in
 * different orders. So when that lasts, the rows in the way go to disk.
 */
public final class OutputBuffer {
    private static final long PATIENCE_MILLISECONDS = 50;
    private static final long STALL_MILLISECONDS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final OutputPartition[] partitions;
    private final long capacityBytes;
    private final OverflowFile.Source files;
    private final Runnable onEnd;
    private Runnable onStall = () -> {};
    private long bufferedBytes;
    private boolean finished;
    private boolean ended;
    private @Nullable SkeinException failure;

    /** @param onEnd hears once, when the output is complete and every consumer has had its part or wants no more */
    OutputBuffer(int partitions, long capacityBytes, OverflowFile.Source files, Runnable onEnd) {
        this.partitions =
                Stream.generate(OutputPartition::new).limit(partitions).toArray(OutputPartition[]::new);
        this.capacityBytes = capacityBytes;
        this.files = files;
        this.onEnd = onEnd;
    }

    /** Has this called while the producer waits for long, from the producer's thread; to be set before it begins. */
    public void whenStalled(Runnable listener) {
        onStall = listener;
    }

    int partitionCount() {
        return partitions.length;
    }

    public long bufferedBytes() {
        lock.lock();
        try {
            return bufferedBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether some consumer has not come yet. */
    public boolean awaitsReaders() {
        lock.lock();
        try {
            return failure == null
                    && Arrays.stream(partitions).anyMatch(partition -> partition.reader == Reader.AWAITED);
        } finally {
            lock.unlock();
        }
    }

    /** Whether any consumer may still want rows. */
    boolean isWanted() {
        lock.lock();
        try {
            return failure == null && Arrays.stream(partitions).anyMatch(partition -> partition.reader != Reader.DONE);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over the hold of the batch; waits for room. Fails once the output has failed. */
    void add(int partition, Batch batch) {
        lock.lock();
        try {
            OutputPartition target = partitions[partition];
            awaitRoom(target);
            if (failure != null) {
                batch.release();
                throw failure;
            }
            if (target.reader == Reader.DONE) {
                batch.release();
                return;
            }
            if (target.overflows() || !hasRoom(target)) {
                target.spill(batch, files);
            } else {
                bufferedBytes += batch.bytes();
                target.add(batch);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(OutputPartition target) {
        long patience = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLISECONDS);
        while (failure == null && target.reader != Reader.DONE && !target.overflows() && !hasRoom(target)) {
            try {
                boolean blocked = Arrays.stream(partitions).anyMatch(partition -> partition.starving);
                if (!blocked) {
                    awaitReader();
                } else if (patience > 0) {
                    patience = changed.awaitNanos(patience);
                } else {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SkeinException.canceled();
            }
        }
    }

    private void awaitReader() throws InterruptedException {
        if (!changed.await(STALL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            onStall.run();
        }
    }

    private boolean hasRoom(OutputPartition target) {
        return bufferedBytes < capacityBytes || !target.holdsMemory();
    }

    /** No more batches will come. */
    public void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        endIfDone();
    }

    /** Drops all; consumers fail with this. A second failure changes nothing. */
    public void fail(SkeinException cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            for (OutputPartition partition : partitions) {
                bufferedBytes -= partition.clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to read a partition; each is read once. */
    BatchStream read(int partition) {
        lock.lock();
        try {
            if (partition < 0 || partition >= partitions.length || partitions[partition].reader != Reader.AWAITED) {
                throw new IllegalArgumentException("There is no partition " + partition + " to be read");
            }
            partitions[partition].reader = Reader.READING;
            return new PartitionStream(partitions[partition]);
        } finally {
            lock.unlock();
        }
    }

    /** A consumer that never came wants nothing; one that reads is not touched. */
    void abandon(int partition) {
        lock.lock();
        try {
            if (partition < 0 || partition >= partitions.length || partitions[partition].reader != Reader.AWAITED) {
                return;
            }
            partitions[partition].reader = Reader.DONE;
            bufferedBytes -= partitions[partition].clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        endIfDone();
    }

    private void endIfDone() {
        lock.lock();
        try {
            boolean done = finished
                    && failure == null
                    && Arrays.stream(partitions).allMatch(partition -> partition.reader == Reader.DONE);
            if (!done || ended) {
                return;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        onEnd.run();
    }

    private final class PartitionStream implements BatchStream {
        private final OutputPartition partition;
        private boolean canceled;

        PartitionStream(OutputPartition partition) {
            this.partition = partition;
        }

        @Override
        public @Nullable Batch next() {
            lock.lock();
            try {
                while (true) {
                    if (failure != null) {
                        throw failure;
                    }
                    if (canceled) {
                        throw SkeinException.canceled();
                    }
                    Batch batch = poll();
                    if (batch != null) {
                        return batch;
                    }
                    if (finished) {
                        return null;
                    }
                    awaitBatch();
                }
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Batch poll() {
            Batch batch = partition.pollMemory();
            if (batch == null) {
                return partition.pollDisk();
            }
            bufferedBytes -= batch.bytes();
            changed.signalAll();
            return batch;
        }

        private void awaitBatch() {
            partition.starving = true;
            changed.signalAll();
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SkeinException.canceled();
            } finally {
                partition.starving = false;
            }
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                canceled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                partition.reader = Reader.DONE;
                bufferedBytes -= partition.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            endIfDone();
        }
    }
}
