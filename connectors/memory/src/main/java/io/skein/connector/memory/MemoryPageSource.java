package io.skein.connector.memory;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One chunk, one batch. */
final class MemoryPageSource implements PageSource {
    private final Chunk chunk;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private boolean read;

    MemoryPageSource(Chunk chunk, List<ColumnHandle> columns, BufferAllocator allocator) {
        this.chunk = chunk;
        this.allocator = allocator;
        this.root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        if (read) {
            return false;
        }
        read = true;
        for (FieldVector vector : root.getFieldVectors()) {
            byte[] data = chunk.columns().get(vector.getName());
            if (data != null) {
                ColumnCodec.decode(data, vector, allocator);
            } else {
                vector.setInitialCapacity(chunk.rows());
                vector.allocateNew();
                vector.setValueCount(chunk.rows());
            }
        }
        root.setRowCount(chunk.rows());
        return true;
    }

    @Override
    public long bytesRead() {
        return read ? chunk.bytes() : 0;
    }

    @Override
    public void close() {
        root.close();
    }
}
