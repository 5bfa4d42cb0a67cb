package io.skein.worker.exchange;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Some rows on their way. Its buffers are never written again; several holders share them by counting. */
public final class Batch {
    private final ArrowRecordBatch records;
    private final long bytes;
    private final AtomicInteger holders = new AtomicInteger(1);

    Batch(ArrowRecordBatch records) {
        this.records = records;
        this.bytes = records.computeBodyLength();
    }

    /** The root's rows; the root may be refilled or closed afterwards. */
    public static Batch of(VectorSchemaRoot root) {
        return new Batch(new VectorUnloader(root).getRecordBatch());
    }

    /** The rows of these vectors. */
    static Batch of(List<FieldVector> vectors, int rows) {
        return of(
                new VectorSchemaRoot(vectors.stream().map(FieldVector::getField).toList(), vectors, rows));
    }

    int rows() {
        return records.getLength();
    }

    long bytes() {
        return bytes;
    }

    ArrowRecordBatch records() {
        return records;
    }

    Batch retain() {
        holders.incrementAndGet();
        return this;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            records.close();
        }
    }

    /** Puts the rows into the root, whose schema must fit; the batch stays held. */
    void load(VectorSchemaRoot root) {
        new VectorLoader(root).load(records);
    }

    /** The same rows in the other allocator's account. Gives up this hold. */
    Batch moved(BufferAllocator allocator) {
        try {
            return new Batch(records.cloneWithTransfer(allocator));
        } finally {
            release();
        }
    }
}
