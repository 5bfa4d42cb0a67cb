package io.skein.coordinator.protocol.flightsql;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.BaseRepeatedValueVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Bound parameters as SQL literals of the matching type, for {@code EXECUTE ... USING}. */
final class ParameterLiterals {
    private ParameterLiterals() {}

    /** One list of literals for each row of the batch. */
    static List<List<String>> rows(VectorSchemaRoot batch) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<String> literals = new ArrayList<>();
            for (FieldVector vector : batch.getFieldVectors()) {
                literals.add(literal(vector, row));
            }
            rows.add(List.copyOf(literals));
        }
        return List.copyOf(rows);
    }

    private static String literal(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "NULL";
        }
        return switch (vector) {
            case BitVector bits -> bits.get(row) == 0 ? "FALSE" : "TRUE";
            case BaseIntVector integers -> integer(vector.getField().getType(), integers.getValueAsLong(row));
            case FloatingPointVector numbers -> floating(vector, numbers.getValueAsDouble(row));
            case DateDayVector days -> "DATE '" + LocalDate.ofEpochDay(days.get(row)) + "'";
            case DateMilliVector millis ->
                "DATE '" + LocalDate.ofEpochDay(Math.floorDiv(millis.get(row), 86_400_000L)) + "'";
            case TimeStampVector timestamps -> timestamp(timestamps, row);
            case TimeSecVector time -> time(Duration.ofSeconds(time.get(row)), 0);
            case TimeMilliVector time -> time(Duration.ofMillis(time.get(row)), 3);
            case TimeMicroVector time -> time(Duration.ofNanos(time.get(row) * 1_000), 6);
            case TimeNanoVector time -> time(Duration.ofNanos(time.get(row)), 9);
            case DurationVector durations -> interval(durations.getObject(row));
            case UnionVector union -> literal((FieldVector) union.getVector(row), row);
            case DenseUnionVector union ->
                literal((FieldVector) union.getVectorByType(union.getTypeId(row)), union.getOffset(row));
            case BaseRepeatedValueVector list -> array(list, row);
            default -> object(vector.getObject(row), vector.getField().getType());
        };
    }

    private static String object(Object value, ArrowType type) {
        return switch (value) {
            case byte[] bytes -> "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
            case BigDecimal number -> "DECIMAL '" + number.toPlainString() + "'";
            case CharSequence text -> text(text.toString());
            case org.apache.arrow.vector.util.Text text -> text(text.toString());
            default -> throw FlightErrors.invalid("Parameters of the Arrow type " + type + " are not supported");
        };
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String integer(ArrowType type, long value) {
        int width = type instanceof ArrowType.Int integer ? integer.getBitWidth() : 64;
        String name = switch (width) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INTEGER";
            default -> "BIGINT";
        };
        return name + " '" + value + "'";
    }

    private static String floating(FieldVector vector, double value) {
        boolean single = vector.getField().getType() instanceof ArrowType.FloatingPoint type
                && type.getPrecision() == org.apache.arrow.vector.types.FloatingPointPrecision.SINGLE;
        return single ? "REAL '" + (float) value + "'" : "DOUBLE '" + value + "'";
    }

    private static String timestamp(TimeStampVector vector, int row) {
        ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
        long perSecond = perSecond(type.getUnit());
        long value = vector.get(row);
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond));
        int digits = Long.toString(perSecond).length() - 1;
        var local = instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
        String text = local.toLocalDate() + " " + clock(local.toLocalTime(), digits);
        return "TIMESTAMP '" + text + (type.getTimezone() == null ? "'" : " UTC'");
    }

    private static String time(Duration ofDay, int digits) {
        return "TIME '" + clock(LocalTime.ofNanoOfDay(ofDay.toNanos()), digits) + "'";
    }

    private static String clock(LocalTime time, int digits) {
        String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        return digits == 0
                ? seconds
                : seconds + "." + "%09d".formatted(time.getNano()).substring(0, digits);
    }

    private static String interval(Duration duration) {
        return "INTERVAL '%s%d.%03d' SECOND"
                .formatted(
                        duration.isNegative() ? "-" : "",
                        duration.abs().toSeconds(),
                        duration.abs().toMillisPart());
    }

    private static String array(BaseRepeatedValueVector list, int row) {
        FieldVector elements = (FieldVector) list.getDataVector();
        List<String> literals = new ArrayList<>();
        for (int i = list.getOffsetBuffer().getInt(4L * row);
                i < list.getOffsetBuffer().getInt(4L * (row + 1));
                i++) {
            literals.add(literal(elements, i));
        }
        return "ARRAY[" + String.join(", ", literals) + "]";
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }
}
