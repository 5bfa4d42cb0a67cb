package io.skein.connector.memory;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Turns batches into chunks of at most {@link Chunk#MAX_BYTES}. One sink alone stays below the catalog's limit. */
final class MemoryPageSink implements PageSink {
    private final Schema schema;
    private final MemoryLimit limit;
    private final BufferAllocator allocator;
    private final List<byte[]> fragments = new ArrayList<>();
    private long bytes;

    MemoryPageSink(List<ColumnHandle> columns, MemoryLimit limit, BufferAllocator allocator) {
        this.schema = ColumnHandle.schema(columns);
        this.limit = limit;
        this.allocator = allocator;
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        // The batch's own field names, nested ones too, are the query's; the loaded copy has the table's.
        try (VectorSchemaRoot own = VectorSchemaRoot.create(schema, allocator);
                ArrowRecordBatch buffers = new VectorUnloader(batch).getRecordBatch()) {
            new VectorLoader(own).load(buffers);
            store(own);
        }
    }

    private void store(VectorSchemaRoot rows) {
        int count = rows.getRowCount();
        if (count == 0) {
            return;
        }
        Chunk chunk = chunk(rows);
        if (chunk.bytes() <= Chunk.MAX_BYTES || count == 1) {
            add(chunk);
            return;
        }
        int pieces = (int) Math.min(count, chunk.bytes() / Chunk.MAX_BYTES + 1);
        for (int piece = 0; piece < pieces; piece++) {
            int from = (int) ((long) count * piece / pieces);
            int to = (int) ((long) count * (piece + 1) / pieces);
            try (VectorSchemaRoot slice = rows.slice(from, to - from)) {
                store(slice);
            }
        }
    }

    private void add(Chunk chunk) {
        bytes += chunk.bytes();
        limit.check(bytes);
        fragments.add(new Fragment.Inserted(chunk).encode());
    }

    private static Chunk chunk(VectorSchemaRoot rows) {
        Map<String, byte[]> columns = new LinkedHashMap<>();
        for (FieldVector vector : rows.getFieldVectors()) {
            columns.put(vector.getName(), ColumnCodec.encode(vector));
        }
        return new Chunk(rows.getRowCount(), columns);
    }

    @Override
    public List<byte[]> finish() {
        return List.copyOf(fragments);
    }

    @Override
    public void abort() {
        fragments.clear();
        bytes = 0;
    }
}
