package io.skein.worker.exchange;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What one consumer has yet to fetch. Guarded by its buffer's lock. */
final class OutputPartition {
    /** Whether the consumer has come, and whether it still wants rows. */
    enum Reader {
        AWAITED,
        READING,
        DONE
    }

    private final Queue<Batch> batches = new ArrayDeque<>();
    private @Nullable OverflowFile overflow;
    Reader reader = Reader.AWAITED;
    boolean starving;

    boolean isEmpty() {
        return batches.isEmpty() && !overflows();
    }

    /** Whether later batches must go to disk to keep the order. */
    boolean overflows() {
        return overflow != null && !overflow.isEmpty();
    }

    /** Whether memory is held here. */
    boolean holdsMemory() {
        return !batches.isEmpty();
    }

    void add(Batch batch) {
        batches.add(batch);
    }

    /** Puts the batch on disk, behind all others. */
    void spill(Batch batch, OverflowFile.Source files) {
        OverflowFile file = overflow;
        if (file == null) {
            file = files.create();
            overflow = file;
        }
        file.add(batch);
    }

    /** The first batch in memory, else null. */
    @Nullable
    Batch pollMemory() {
        return batches.poll();
    }

    @Nullable
    Batch pollDisk() {
        return overflow == null ? null : overflow.poll();
    }

    /** Lets everything go; answers how many bytes of memory that were. */
    long clear() {
        long bytes = 0;
        for (Batch batch = batches.poll(); batch != null; batch = batches.poll()) {
            bytes += batch.bytes();
            batch.release();
        }
        if (overflow != null) {
            overflow.close();
            overflow = null;
        }
        return bytes;
    }
}
