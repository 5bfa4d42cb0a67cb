package io.skein.connector.memory;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.type.ArrowTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One chunk, one batch of those of its rows that are there. */
final class MemoryPageSource implements PageSource {
    private final ChunkSplit split;
    private final List<ColumnHandle> columns;
    private final int[] rows;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private boolean read;

    MemoryPageSource(ChunkSplit split, List<ColumnHandle> columns, BufferAllocator allocator) {
        this.split = split;
        this.columns = columns;
        this.rows = SomeRows.except(split.deleted(), split.chunk().rows());
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
        for (int i = 0; i < columns.size(); i++) {
            fill(root.getVector(i), columns.get(i));
        }
        root.setRowCount(rows.length);
        return true;
    }

    private void fill(FieldVector vector, ColumnHandle column) {
        if (column.equals(RowIdentity.FILE)) {
            byte[] id = Long.toString(split.id()).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < rows.length; i++) {
                ((VarCharVector) vector).setSafe(i, id);
            }
        } else if (column.equals(RowIdentity.POSITION)) {
            for (int i = 0; i < rows.length; i++) {
                ((BigIntVector) vector).setSafe(i, rows[i]);
            }
        } else {
            read(vector, column);
        }
        vector.setValueCount(rows.length);
    }

    private void read(FieldVector vector, ColumnHandle column) {
        byte[] data = split.chunk().columns().get(column.name());
        if (data == null) {
            vector.setInitialCapacity(rows.length);
            vector.allocateNew();
        } else if (split.deleted().isEmpty()) {
            ColumnCodec.decode(data, vector, allocator);
        } else {
            try (FieldVector all =
                    ArrowTypes.field(column.name(), column.type()).createVector(allocator)) {
                ColumnCodec.decode(data, all, allocator);
                try (FieldVector kept = SomeRows.of(all, rows, allocator)) {
                    kept.makeTransferPair(vector).transfer();
                }
            }
        }
    }

    @Override
    public long bytesRead() {
        return read ? split.chunk().bytes() : 0;
    }

    @Override
    public void close() {
        root.close();
    }
}
