package io.skein.coordinator.protocol;

import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Builds batches in the engine's Arrow form out of plain values: lists for arrays, rows and zoned times, maps, {@code long} for instants. */
public final class Rows {
    private Rows() {}

    public static VectorSchemaRoot batch(
            BufferAllocator allocator, List<? extends Type> types, List<? extends List<?>> rows) {
        List<String> names =
                IntStream.range(0, types.size()).mapToObj(i -> "c" + i).toList();
        VectorSchemaRoot root = VectorSchemaRoot.create(ArrowTypes.schema(names, types), allocator);
        root.allocateNew();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < types.size(); column++) {
                set(root.getVector(column), row, rows.get(row).get(column));
            }
        }
        root.setRowCount(rows.size());
        return root;
    }

    private static void set(ValueVector vector, int row, @Nullable Object value) {
        if (value == null) {
            ((FieldVector) vector).setNull(row);
            return;
        }
        switch (vector) {
            case BitVector v -> v.setSafe(row, (Boolean) value ? 1 : 0);
            case TinyIntVector v -> v.setSafe(row, (Integer) value);
            case SmallIntVector v -> v.setSafe(row, (Integer) value);
            case IntVector v -> v.setSafe(row, (Integer) value);
            case BigIntVector v -> v.setSafe(row, (Long) value);
            case Float4Vector v -> v.setSafe(row, (Float) value);
            case Float8Vector v -> v.setSafe(row, (Double) value);
            case DecimalVector v -> v.setSafe(row, (BigDecimal) value);
            case VarCharVector v -> v.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector v -> v.setSafe(row, (byte[]) value);
            case DateDayVector v -> v.setSafe(row, (Integer) value);
            case TimeMicroVector v -> v.setSafe(row, (Long) value);
            case TimeNanoVector v -> v.setSafe(row, (Long) value);
            case TimeStampVector v -> v.setSafe(row, (Long) value);
            case MapVector v -> {
                Map<?, ?> map = (Map<?, ?>) value;
                int start = v.startNewValue(row);
                StructVector entries = (StructVector) v.getDataVector();
                int at = start;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    entries.setIndexDefined(at);
                    set(entries.getChildByOrdinal(0), at, entry.getKey());
                    set(entries.getChildByOrdinal(1), at, entry.getValue());
                    at++;
                }
                v.endValue(row, map.size());
            }
            case ListVector v -> {
                List<?> list = (List<?>) value;
                int start = v.startNewValue(row);
                for (int i = 0; i < list.size(); i++) {
                    set(v.getDataVector(), start + i, list.get(i));
                }
                v.endValue(row, list.size());
            }
            case StructVector v -> {
                List<?> fields = (List<?>) value;
                v.setIndexDefined(row);
                for (int i = 0; i < fields.size(); i++) {
                    set(v.getChildByOrdinal(i), row, fields.get(i));
                }
            }
            default -> throw new IllegalArgumentException(vector.getField().toString());
        }
    }
}
