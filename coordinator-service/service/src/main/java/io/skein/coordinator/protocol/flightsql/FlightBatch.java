package io.skein.coordinator.protocol.flightsql;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Turns a batch of the engine into one of the client's form ({@link FlightTypes}) by regrouping its buffers; only what differs is copied. */
final class FlightBatch {
    private final List<ArrowFieldNode> nodes = new ArrayList<>();
    private final List<ArrowBuf> buffers = new ArrayList<>();
    private final List<AutoCloseable> made = new ArrayList<>();
    private final BufferAllocator allocator;

    private FlightBatch(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** The batch's rows for a root of {@link FlightTypes#schema}; the caller closes the result, the batch stays the caller's too. */
    static ArrowRecordBatch of(VectorSchemaRoot batch, List<Type> types, BufferAllocator allocator) {
        FlightBatch result = new FlightBatch(allocator);
        try {
            for (int i = 0; i < types.size(); i++) {
                result.append(batch.getVector(i), types.get(i));
            }
            return new ArrowRecordBatch(batch.getRowCount(), result.nodes, result.buffers);
        } finally {
            result.made.forEach(FlightBatch::close);
        }
    }

    private void append(FieldVector vector, Type type) {
        switch (type) {
            case Type.Char character ->
                appendMade(PaddedText.of((VarCharVector) vector, character.length(), allocator));
            case Type.TimeWithTimeZone time ->
                appendMade(ZonedTimeText.of((StructVector) vector, time.precision(), allocator));
            case Simple.INTERVAL_YEAR_MONTH -> appendMade(MonthIntervals.of(vector, allocator));
            case Simple.UNKNOWN -> nodes.add(new ArrowFieldNode(vector.getValueCount(), vector.getValueCount()));
            case Type.TimestampWithTimeZone _ -> {
                FieldVector instants = (FieldVector) ((StructVector) vector).getChildByOrdinal(0);
                node(vector);
                buffers.add(vector.getFieldBuffers().getFirst());
                buffers.add(instants.getFieldBuffers().getLast());
            }
            case Type.Array array -> {
                own(vector);
                append(((ListVector) vector).getDataVector(), array.element());
            }
            case Type.MapOf map -> {
                own(vector);
                StructVector entries = (StructVector) ((MapVector) vector).getDataVector();
                own(entries);
                append((FieldVector) entries.getChildByOrdinal(0), map.key());
                append((FieldVector) entries.getChildByOrdinal(1), map.value());
            }
            case Type.Row row -> {
                own(vector);
                for (int i = 0; i < row.fields().size(); i++) {
                    append(
                            (FieldVector) ((StructVector) vector).getChildByOrdinal(i),
                            row.fields().get(i).type());
                }
            }
            default -> own(vector);
        }
    }

    private void appendMade(FieldVector vector) {
        made.add(vector);
        own(vector);
    }

    private void own(FieldVector vector) {
        node(vector);
        buffers.addAll(vector.getFieldBuffers());
    }

    private void node(FieldVector vector) {
        nodes.add(new ArrowFieldNode(vector.getValueCount(), vector.getNullCount()));
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Closing a vector never fails", e);
        }
    }
}
