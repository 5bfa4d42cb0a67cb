package io.skein.coordinator.protocol.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Dates, times, timestamps and intervals. */
final class TimeEncoders {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private TimeEncoders() {}

    static ColumnEncoder date(DateDayVector vector) {
        return new AsciiEncoder<>(vector, (text, row) -> text.date(vector.get(row)));
    }

    /** @param vector of microseconds or nanoseconds of the day */
    static ColumnEncoder time(ValueVector vector, int digits) {
        long perSecond = perSecond(((ArrowType.Time) vector.getField().getType()).getUnit());
        return new AsciiEncoder<>(vector, (text, row) -> {
            long value = vector.getDataBuffer().getLong((long) row * Long.BYTES);
            text.time((int) (value / perSecond), (int) (value % perSecond * (NANOS_PER_SECOND / perSecond)), digits);
        });
    }

    /** @param vector of local nanoseconds of the day and offset in minutes */
    static ColumnEncoder zonedTime(StructVector vector, int digits) {
        BaseIntVector nanos = (BaseIntVector) vector.getChildByOrdinal(0);
        BaseIntVector offset = (BaseIntVector) vector.getChildByOrdinal(1);
        return new AsciiEncoder<>(vector, (text, row) -> {
            long value = nanos.getValueAsLong(row);
            text.time((int) (value / NANOS_PER_SECOND), (int) (value % NANOS_PER_SECOND), digits);
            long minutes = offset.getValueAsLong(row);
            text.append(minutes < 0 ? '-' : '+')
                    .padded(Math.abs(minutes) / 60, 2)
                    .append(':')
                    .padded(Math.abs(minutes) % 60, 2);
        });
    }

    static ColumnEncoder timestamp(TimeStampVector vector, int digits) {
        long perSecond = perSecond(((ArrowType.Timestamp) vector.getField().getType()).getUnit());
        return new AsciiEncoder<>(vector, (text, row) -> {
            long value = vector.get(row);
            text.timestamp(
                    Math.floorDiv(value, perSecond),
                    (int) (Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond)),
                    digits);
        });
    }

    /** @param vector of the instant and the zone's name */
    static ColumnEncoder zonedTimestamp(StructVector vector, int digits) {
        TimeStampVector instants = (TimeStampVector) vector.getChildByOrdinal(0);
        VarCharVector zones = (VarCharVector) vector.getChildByOrdinal(1);
        long perSecond = perSecond(((ArrowType.Timestamp) instants.getField().getType()).getUnit());
        Map<String, ZoneId> known = new HashMap<>();
        return new AsciiEncoder<>(vector, (text, row) -> {
            long value = instants.get(row);
            long second = Math.floorDiv(value, perSecond);
            String name = zones.getObject(row).toString();
            int offset = known.computeIfAbsent(name, ZoneId::of)
                    .getRules()
                    .getOffset(Instant.ofEpochSecond(second))
                    .getTotalSeconds();
            text.timestamp(
                    second + offset, (int) (Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond)), digits);
            text.append(' ').append(name);
        });
    }

    /** @param vector of texts of ten digits and more, of which fewer are shown */
    static ColumnEncoder shortTime(VarCharVector vector, int digits) {
        return new AsciiEncoder<>(vector, (text, row) -> {
            LocalTime value = LocalTime.parse(nanoseconds(vector, row));
            text.time(value.toSecondOfDay(), value.getNano(), digits);
        });
    }

    /** @param vector of texts of ten digits and more, of which fewer are shown */
    static ColumnEncoder shortTimestamp(VarCharVector vector, int digits) {
        return new AsciiEncoder<>(vector, (text, row) -> {
            LocalDateTime value = LocalDateTime.parse(nanoseconds(vector, row).replace(' ', 'T'));
            text.timestamp(value.toEpochSecond(ZoneOffset.UTC), value.getNano(), digits);
        });
    }

    private static String nanoseconds(VarCharVector vector, int row) {
        String text = vector.getObject(row).toString();
        return text.substring(0, text.indexOf('.') + 10);
    }

    /** {@code 1-2}: years and months. */
    static ColumnEncoder yearMonth(BaseIntVector vector) {
        return new AsciiEncoder<>(vector, (text, row) -> {
            long months = vector.getValueAsLong(row);
            if (months < 0) {
                text.append('-');
            }
            text.padded(Math.abs(months) / 12, 1).append('-').padded(Math.abs(months) % 12, 1);
        });
    }

    /** {@code 1 02:03:04.005}: days and time of day. */
    static ColumnEncoder daySecond(BaseIntVector vector) {
        return new AsciiEncoder<>(vector, (text, row) -> {
            long millis = vector.getValueAsLong(row);
            if (millis < 0) {
                text.append('-');
            }
            long size = Math.abs(millis);
            long ofDay = size % 86_400_000;
            text.padded(size / 86_400_000, 1)
                    .append(' ')
                    .time((int) (ofDay / 1000), (int) (ofDay % 1000) * 1_000_000, 3);
        });
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> NANOS_PER_SECOND;
        };
    }
}
