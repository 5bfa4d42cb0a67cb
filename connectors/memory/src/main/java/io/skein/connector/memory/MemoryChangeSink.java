package io.skein.connector.memory;

import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.WriteHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Takes rows with what becomes of them: a {@link RowChange}'s code, the chunk's id, the place in it, and then the columns of rows to be put in. */
final class MemoryChangeSink implements PageSink {
    /** How many columns come before the table's. */
    static final int LEADING = 3;

    private final MemoryPageSink inserted;
    private final BufferAllocator allocator;
    private final Map<Long, BitSet> deleted = new LinkedHashMap<>();

    MemoryChangeSink(WriteHandle handle, MemoryLimit limit, BufferAllocator allocator) {
        this.inserted = new MemoryPageSink(
                handle.columns().subList(LEADING, handle.columns().size()), limit, allocator);
        this.allocator = allocator;
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        TinyIntVector change = (TinyIntVector) batch.getVector(0);
        VarCharVector chunk = (VarCharVector) batch.getVector(1);
        BigIntVector place = (BigIntVector) batch.getVector(2);
        BitSet kept = new BitSet(batch.getRowCount());
        for (int row = 0; row < batch.getRowCount(); row++) {
            int code = change.get(row);
            kept.set(row, code != RowChange.DELETE.code());
            if (code != RowChange.INSERT.code()) {
                long id = Long.parseLong(new String(chunk.get(row), StandardCharsets.US_ASCII));
                deleted.computeIfAbsent(id, _ -> new BitSet()).set((int) place.get(row));
            }
        }
        if (!kept.isEmpty()) {
            insert(batch, kept.stream().toArray());
        }
    }

    private void insert(VectorSchemaRoot batch, int[] rows) {
        List<FieldVector> columns = new ArrayList<>();
        try {
            for (FieldVector vector : batch.getFieldVectors()
                    .subList(LEADING, batch.getFieldVectors().size())) {
                columns.add(SomeRows.of(vector, rows, allocator));
            }
            // The vectors are closed below.
            @SuppressWarnings("resource")
            VectorSchemaRoot some = new VectorSchemaRoot(columns);
            some.setRowCount(rows.length);
            inserted.append(some);
        } finally {
            columns.forEach(FieldVector::close);
        }
    }

    @Override
    public List<byte[]> finish() {
        List<byte[]> fragments = new ArrayList<>(inserted.finish());
        if (!deleted.isEmpty()) {
            fragments.add(new Fragment.Deleted(deleted).encode());
        }
        return fragments;
    }

    @Override
    public void abort() {
        inserted.abort();
        deleted.clear();
    }
}
