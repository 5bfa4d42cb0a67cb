package io.skein.worker.exchange;

import io.skein.spi.connector.PageSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Shows a stream of batches as a page source. */
public final class BatchPageSource implements PageSource {
    private final BatchStream stream;
    private final VectorSchemaRoot root;
    private long bytes;

    /** Both are this source's to close. */
    public BatchPageSource(BatchQueue queue, Schema schema, BufferAllocator allocator) {
        this((BatchStream) queue, schema, allocator);
    }

    BatchPageSource(BatchStream stream, Schema schema, BufferAllocator allocator) {
        this.stream = stream;
        this.root = VectorSchemaRoot.create(schema, allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        Batch batch = stream.next();
        if (batch == null) {
            return false;
        }
        try {
            bytes += batch.bytes();
            batch.load(root);
        } finally {
            batch.release();
        }
        return true;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() {
        stream.close();
        root.close();
    }
}
