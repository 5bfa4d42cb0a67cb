package io.skein.connector.sql.value;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Puts Java objects into vectors: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime, Instant for
 * timestamps with time zone, List for arrays and rows, Map for maps. Times are of microseconds.
 */
public final class VectorWriter {
    private static final byte[] UTC = "UTC".getBytes(StandardCharsets.UTF_8);
    private static final long NANOS_OF_MICRO = 1_000;

    private VectorWriter() {}

    /**
     * Writes the value; null leaves the slot null.
     *
     * @throws IllegalArgumentException for a value that the type cannot hold
     * @throws ClassCastException for one of another type
     */
    public static void set(FieldVector vector, int slot, Type type, @Nullable Object value) {
        if (value == null) {
            vector.setNull(slot);
            return;
        }
        switch (vector) {
            case BitVector bits -> bits.setSafe(slot, (Boolean) value ? 1 : 0);
            case TinyIntVector ints -> ints.setSafe(slot, (Byte) value);
            case SmallIntVector ints -> ints.setSafe(slot, (Short) value);
            case IntVector ints -> ints.setSafe(slot, (Integer) value);
            case BigIntVector ints -> ints.setSafe(slot, (Long) value);
            case Float4Vector floats -> floats.setSafe(slot, (Float) value);
            case Float8Vector floats -> floats.setSafe(slot, (Double) value);
            case DecimalVector decimals -> decimals.setSafe(slot, decimal((Type.Decimal) type, (BigDecimal) value));
            case VarCharVector texts -> texts.setSafe(slot, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector binaries -> binaries.setSafe(slot, (byte[]) value);
            case DateDayVector dates -> dates.setSafe(slot, Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TimeMicroVector times -> times.setSafe(slot, ((LocalTime) value).toNanoOfDay() / NANOS_OF_MICRO);
            case TimeStampMicroVector times ->
                times.setSafe(slot, micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
            case StructVector rows
            when type instanceof Type.Row(List<Type.Field> fields) -> setFields(rows, slot, fields, (List<?>) value);
            case StructVector zoned -> setInstant(zoned, slot, (Instant) value);
            case MapVector maps -> setEntries(maps, slot, (Type.MapOf) type, (Map<?, ?>) value);
            case ListVector lists -> setElements(lists, slot, ((Type.Array) type).element(), (List<?>) value);
            default -> throw new IllegalArgumentException("no value goes into " + vector.getField());
        }
    }

    private static BigDecimal decimal(Type.Decimal type, BigDecimal value) {
        BigDecimal scaled = value.scale() == type.scale() ? value : exact(type, value);
        if (scaled.precision() > type.precision()) {
            throw outOfRange(value, type);
        }
        return scaled;
    }

    private static BigDecimal exact(Type.Decimal type, BigDecimal value) {
        try {
            return value.setScale(type.scale());
        } catch (ArithmeticException e) {
            throw outOfRange(value, type);
        }
    }

    private static long micros(Instant instant) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(instant + " is out of range for a timestamp", e);
        }
    }

    private static void setInstant(StructVector vector, int slot, Instant value) {
        vector.setIndexDefined(slot);
        ((TimeStampMicroVector) vector.getChildByOrdinal(0)).setSafe(slot, micros(value));
        ((VarCharVector) vector.getChildByOrdinal(1)).setSafe(slot, UTC);
    }

    private static void setElements(ListVector vector, int slot, Type element, List<?> values) {
        int start = vector.startNewValue(slot);
        for (int i = 0; i < values.size(); i++) {
            set(vector.getDataVector(), start + i, element, values.get(i));
        }
        vector.endValue(slot, values.size());
    }

    private static void setFields(StructVector vector, int slot, List<Type.Field> fields, List<?> values) {
        vector.setIndexDefined(slot);
        for (int i = 0; i < fields.size(); i++) {
            set((FieldVector) vector.getChildByOrdinal(i), slot, fields.get(i).type(), values.get(i));
        }
    }

    private static void setEntries(MapVector vector, int slot, Type.MapOf type, Map<?, ?> values) {
        int next = vector.startNewValue(slot);
        StructVector entries = (StructVector) vector.getDataVector();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            entries.setIndexDefined(next);
            set((FieldVector) entries.getChildByOrdinal(0), next, type.key(), entry.getKey());
            set((FieldVector) entries.getChildByOrdinal(1), next, type.value(), entry.getValue());
            next++;
        }
        vector.endValue(slot, values.size());
    }

    private static IllegalArgumentException outOfRange(Object value, Type type) {
        return new IllegalArgumentException(value + " is out of range for " + type.displayName());
    }
}
