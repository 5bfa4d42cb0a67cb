package io.skein.coordinator.protocol.flightsql;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.jspecify.annotations.Nullable;

/** Sends rows of plain values in small batches. */
final class ListingWriter implements AutoCloseable {
    private static final int BATCH_ROWS = 1024;

    private final ServerStreamListener listener;
    private final VectorSchemaRoot root;
    private int rows;

    ListingWriter(
            org.apache.arrow.vector.types.pojo.Schema schema,
            BufferAllocator allocator,
            ServerStreamListener listener) {
        this.listener = listener;
        this.root = VectorSchemaRoot.create(schema, allocator);
        root.allocateNew();
        listener.start(root);
    }

    /** One value for each column. */
    void row(@Nullable Object... values) {
        for (int column = 0; column < values.length; column++) {
            Object value = values[column];
            if (value != null) {
                set(root.getVector(column), value);
            }
        }
        rows++;
        if (rows == BATCH_ROWS) {
            flush();
        }
    }

    void finish() {
        if (rows > 0) {
            flush();
        }
        listener.completed();
    }

    @Override
    public void close() {
        root.close();
    }

    private void flush() {
        root.setRowCount(rows);
        listener.putNext();
        root.clear();
        root.allocateNew();
        rows = 0;
    }

    private void set(FieldVector vector, Object value) {
        switch (vector) {
            case VarCharVector text -> text.setSafe(rows, value.toString().getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector bytes -> bytes.setSafe(rows, (byte[]) value);
            case IntVector number -> number.setSafe(rows, (Integer) value);
            case BitVector flag -> flag.setSafe(rows, (Boolean) value ? 1 : 0);
            case ListVector list -> texts(list, (String[]) value);
            default ->
                throw new IllegalArgumentException("No column of a listing has the type "
                        + vector.getField().getType());
        }
    }

    private void texts(ListVector list, String[] values) {
        UnionListWriter writer = list.getWriter();
        writer.setPosition(rows);
        writer.startList();
        for (String value : values) {
            writer.varChar().writeVarChar(value);
        }
        writer.endList();
    }
}
