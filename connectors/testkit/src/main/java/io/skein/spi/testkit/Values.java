package io.skein.spi.testkit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
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
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java values in and out of vectors: Boolean, Byte to Long, Float, Double, BigDecimal, String, byte[], LocalDate, Long for times and timestamps,
 * List for arrays and rows, Map for maps.
 */
public final class Values {
    private Values() {}

    /** Writes the value; null leaves the slot null. */
    public static void set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (vector) {
            case BitVector bits -> bits.setSafe(row, (Boolean) value ? 1 : 0);
            case TinyIntVector ints -> ints.setSafe(row, (Byte) value);
            case SmallIntVector ints -> ints.setSafe(row, (Short) value);
            case IntVector ints -> ints.setSafe(row, (Integer) value);
            case BigIntVector ints -> ints.setSafe(row, (Long) value);
            case Float4Vector floats -> floats.setSafe(row, (Float) value);
            case Float8Vector floats -> floats.setSafe(row, (Double) value);
            case DecimalVector decimals -> decimals.setSafe(row, (BigDecimal) value);
            case VarCharVector texts -> texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector binaries -> binaries.setSafe(row, (byte[]) value);
            case DateDayVector dates -> dates.setSafe(row, (int) ((LocalDate) value).toEpochDay());
            case TimeMicroVector times -> times.setSafe(row, (Long) value);
            case TimeNanoVector times -> times.setSafe(row, (Long) value);
            case TimeStampMicroVector times -> times.setSafe(row, (Long) value);
            case TimeStampNanoVector times -> times.setSafe(row, (Long) value);
            case StructVector rows -> setRow(rows, row, (List<?>) value);
            case ListVector lists -> setElements(lists, row, value);
            default -> throw new IllegalArgumentException(vector.getField().toString());
        }
    }

    private static void setRow(StructVector vector, int row, List<?> values) {
        vector.setIndexDefined(row);
        for (int i = 0; i < values.size(); i++) {
            set((FieldVector) vector.getChildByOrdinal(i), row, values.get(i));
        }
    }

    private static void setElements(ListVector vector, int row, Object value) {
        List<?> elements = value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> Arrays.asList(entry.getKey(), entry.getValue()))
                        .toList()
                : (List<?>) value;
        int start = vector.startNewValue(row);
        for (int i = 0; i < elements.size(); i++) {
            set(vector.getDataVector(), start + i, elements.get(i));
        }
        vector.endValue(row, elements.size());
    }

    /** Reads the value back, as {@link #set} takes it. */
    public static @Nullable Object get(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        return switch (vector) {
            case BitVector bits -> bits.get(row) == 1;
            case VarCharVector texts -> new String(texts.get(row), StandardCharsets.UTF_8);
            case DateDayVector dates -> LocalDate.ofEpochDay(dates.get(row));
            case TimeMicroVector times -> times.get(row);
            case TimeNanoVector times -> times.get(row);
            case TimeStampMicroVector times -> times.get(row);
            case TimeStampNanoVector times -> times.get(row);
            case StructVector rows ->
                rows.getChildrenFromFields().stream()
                        .map(child -> get(child, row))
                        .collect(Rows.toList());
            case ListVector lists -> elements(lists, row);
            default -> vector.getObject(row);
        };
    }

    private static Object elements(ListVector vector, int row) {
        int start = vector.getElementStartIndex(row);
        List<@Nullable Object> elements = new java.util.ArrayList<>();
        for (int i = start; i < vector.getElementEndIndex(row); i++) {
            elements.add(get(vector.getDataVector(), i));
        }
        if (vector instanceof org.apache.arrow.vector.complex.MapVector) {
            Map<@Nullable Object, @Nullable Object> map = new java.util.LinkedHashMap<>();
            elements.forEach(entry ->
                    map.put(((List<?>) java.util.Objects.requireNonNull(entry)).get(0), ((List<?>) entry).get(1)));
            return map;
        }
        return elements;
    }
}
