package io.skein.connector.kafka.value;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/**
 * Puts Java objects into vectors: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime,
 * ZonedDateTime, List for arrays and rows, Map. Timestamps are of microseconds.
 */
public final class ValueWriter {
    private static final byte[] UTC = "UTC".getBytes(StandardCharsets.UTF_8);
    private static final long NANOS_OF_MICRO = 1_000;
    private static final int MICRO_DIGITS = 6;

    private ValueWriter() {}

    /** Writes the value; null leaves the slot null. */
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
            case DecimalVector decimals -> decimals.setSafe(slot, (BigDecimal) value);
            case VarCharVector texts -> texts.setSafe(slot, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector binaries -> binaries.setSafe(slot, (byte[]) value);
            case DateDayVector dates -> dates.setSafe(slot, (int) ((LocalDate) value).toEpochDay());
            case TimeMicroVector times ->
                times.setSafe(
                        slot, cut(((LocalTime) value).toNanoOfDay() / NANOS_OF_MICRO, ((Type.Time) type).precision()));
            case TimeNanoVector times -> times.setSafe(slot, ((LocalTime) value).toNanoOfDay());
            case TimeStampMicroVector times ->
                times.setSafe(slot, cut(micros((LocalDateTime) value), ((Type.Timestamp) type).precision()));
            case MapVector maps -> setEntries(maps, slot, (Type.MapOf) type, (Map<?, ?>) value);
            case ListVector lists -> setElements(lists, slot, ((Type.Array) type).element(), (List<?>) value);
            case StructVector structs -> setStruct(structs, slot, type, value);
            default -> throw new IllegalArgumentException("no value goes into " + vector.getField());
        }
    }

    /** Without the digits that the type does not have. */
    private static long cut(long micros, int precision) {
        long unit = (long) Math.pow(10, Math.max(0, MICRO_DIGITS - precision));
        return Math.floorDiv(micros, unit) * unit;
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }

    private static void setStruct(StructVector vector, int slot, Type type, Object value) {
        vector.setIndexDefined(slot);
        if (type instanceof Type.Row(List<Type.Field> fields)) {
            List<?> values = (List<?>) value;
            for (int i = 0; i < fields.size(); i++) {
                set(
                        (FieldVector) vector.getChildByOrdinal(i),
                        slot,
                        fields.get(i).type(),
                        values.get(i));
            }
            return;
        }
        ZonedDateTime time = (ZonedDateTime) value;
        ((TimeStampMicroVector) vector.getChildByOrdinal(0))
                .setSafe(
                        slot,
                        cut(
                                micros(time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()),
                                ((Type.TimestampWithTimeZone) type).precision()));
        String zone = time.getZone().getId();
        ((VarCharVector) vector.getChildByOrdinal(1))
                .setSafe(slot, zone.equals("Z") ? UTC : zone.getBytes(StandardCharsets.UTF_8));
    }

    private static void setElements(ListVector vector, int slot, Type element, List<?> values) {
        int start = vector.startNewValue(slot);
        for (int i = 0; i < values.size(); i++) {
            set(vector.getDataVector(), start + i, element, values.get(i));
        }
        vector.endValue(slot, values.size());
    }

    private static void setEntries(MapVector vector, int slot, Type.MapOf type, Map<?, ?> values) {
        StructVector entries = (StructVector) vector.getDataVector();
        int start = vector.startNewValue(slot);
        Iterator<? extends Map.Entry<?, ?>> each = values.entrySet().iterator();
        for (int i = 0; each.hasNext(); i++) {
            Map.Entry<?, ?> entry = each.next();
            entries.setIndexDefined(start + i);
            set(
                    (FieldVector) entries.getChildByOrdinal(0),
                    start + i,
                    type.key(),
                    Objects.requireNonNull(entry.getKey()));
            set((FieldVector) entries.getChildByOrdinal(1), start + i, type.value(), entry.getValue());
        }
        vector.endValue(slot, values.size());
    }
}
