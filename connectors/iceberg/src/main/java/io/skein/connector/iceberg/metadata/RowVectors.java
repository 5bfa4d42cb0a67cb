package io.skein.connector.iceberg.metadata;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Writes single values into Arrow vectors; the vector's kind says what form the value has. */
final class RowVectors {
    private RowVectors() {}

    static void set(FieldVector vector, int index, @Nullable Object value) {
        if (value == null) {
            setNull(vector, index);
            return;
        }
        switch (vector) {
            case BitVector bits -> bits.setSafe(index, (Boolean) value ? 1 : 0);
            case IntVector numbers -> numbers.setSafe(index, ((Number) value).intValue());
            case BigIntVector numbers -> numbers.setSafe(index, ((Number) value).longValue());
            case Float4Vector numbers -> numbers.setSafe(index, (Float) value);
            case Float8Vector numbers -> numbers.setSafe(index, (Double) value);
            case DecimalVector numbers -> numbers.setSafe(index, (BigDecimal) value);
            case DateDayVector days -> days.setSafe(index, (Integer) value);
            case TimeMicroVector times -> times.setSafe(index, (Long) value);
            case TimeStampMicroVector times -> times.setSafe(index, (Long) value);
            case TimeStampNanoVector times -> times.setSafe(index, (Long) value);
            case VarCharVector texts -> texts.setSafe(index, value.toString().getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector binaries -> binaries.setSafe(index, bytes((ByteBuffer) value));
            case MapVector map -> setMap(map, index, (Map<?, ?>) value);
            case ListVector list -> setList(list, index, (List<?>) value);
            case StructVector row -> setRow(row, index, (Object[]) value);
            default -> throw new IllegalArgumentException("No values for " + vector.getField());
        }
    }

    private static void setNull(FieldVector vector, int index) {
        while (vector.getValueCapacity() <= index) {
            vector.reAlloc();
        }
        vector.setNull(index);
    }

    private static void setRow(StructVector row, int index, Object[] values) {
        row.setIndexDefined(index);
        List<FieldVector> children = row.getChildrenFromFields();
        for (int i = 0; i < children.size(); i++) {
            set(children.get(i), index, values[i]);
        }
    }

    private static void setList(ListVector list, int index, List<?> values) {
        int start = list.startNewValue(index);
        for (int i = 0; i < values.size(); i++) {
            set(list.getDataVector(), start + i, values.get(i));
        }
        list.endValue(index, values.size());
    }

    private static void setMap(MapVector map, int index, Map<?, ?> values) {
        int position = map.startNewValue(index);
        StructVector entries = (StructVector) map.getDataVector();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            setRow(entries, position, new Object[] {entry.getKey(), entry.getValue()});
            position++;
        }
        map.endValue(index, values.size());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
