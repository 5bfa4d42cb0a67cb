package io.skein.coordinator.conformance;

import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Values as Trino's REST protocol shows them. */
final class JsonValues {
    private static final int NANOS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private JsonValues() {}

    static @Nullable Object read(FieldVector vector, int row, Type type) {
        if (type == Type.Simple.UNKNOWN || vector.isNull(row)) {
            return null;
        }
        return switch (type) {
            case Type.Simple simple -> simple(vector, row, simple);
            case Type.QDigest _ -> Base64.getEncoder().encodeToString(((VarBinaryVector) vector).get(row));
            case Type.Decimal decimal ->
                ((DecimalVector) vector)
                        .getObject(row)
                        .setScale(decimal.scale())
                        .toPlainString();
            case Type.Varchar _ -> text(vector, row);
            case Type.Char(int length) -> padded(text(vector, row), length);
            case Type.Time _ when vector instanceof VarCharVector texts -> String.valueOf(texts.getObject(row));
            case Type.Time(int precision) -> time(nanosOfDay(vector, row), precision);
            case Type.TimeWithTimeZone(int precision) -> zonedTime((StructVector) vector, row, precision);
            case Type.Timestamp _ when vector instanceof VarCharVector texts -> String.valueOf(texts.getObject(row));
            case Type.Timestamp(int precision) -> timestamp(timestampOf(vector, row), precision);
            case Type.TimestampWithTimeZone(int precision) -> zonedTimestamp((StructVector) vector, row, precision);
            case Type.Array(Type element) -> array((ListVector) vector, row, element);
            case Type.MapOf map -> map((MapVector) vector, row, map);
            case Type.Row(List<Type.Field> fields) -> row((StructVector) vector, row, fields);
            case Type.Function _ -> throw new IllegalArgumentException("Not a value: " + type);
        };
    }

    private static Object simple(FieldVector vector, int row, Type.Simple type) {
        return switch (type) {
            case BOOLEAN -> ((BitVector) vector).get(row) == 1;
            case TINYINT -> (long) ((TinyIntVector) vector).get(row);
            case SMALLINT -> (long) ((SmallIntVector) vector).get(row);
            case INTEGER -> (long) ((IntVector) vector).get(row);
            case BIGINT -> ((BigIntVector) vector).get(row);
            case REAL -> number(Double.parseDouble(Float.toString(((Float4Vector) vector).get(row))));
            case DOUBLE -> number(((Float8Vector) vector).get(row));
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST ->
                Base64.getEncoder().encodeToString(((VarBinaryVector) vector).get(row));
            case DATE -> date(LocalDate.ofEpochDay(((DateDayVector) vector).get(row)));
            case INTERVAL_YEAR_MONTH -> months(((IntVector) vector).get(row));
            case INTERVAL_DAY_SECOND -> milliseconds(((BigIntVector) vector).get(row));
            case JSON, UUID, IPADDRESS -> text(vector, row);
            case UNKNOWN -> throw new IllegalArgumentException("Not a value: " + type);
        };
    }

    private static Object number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : (Object) value;
    }

    private static String text(FieldVector vector, int row) {
        return new String(((VarCharVector) vector).get(row), StandardCharsets.UTF_8);
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(Math.max(0, length - text.codePointCount(0, text.length())));
    }

    private static String date(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT));
    }

    private static String months(int months) {
        int absolute = Math.abs(months);
        return (months < 0 ? "-" : "") + absolute / 12 + "-" + absolute % 12;
    }

    private static String milliseconds(long value) {
        long absolute = Math.abs(value);
        return "%s%d %02d:%02d:%02d.%03d"
                .formatted(
                        value < 0 ? "-" : "",
                        absolute / 86_400_000,
                        absolute / 3_600_000 % 24,
                        absolute / 60_000 % 60,
                        absolute / 1_000 % 60,
                        absolute % 1_000);
    }

    private static long nanosOfDay(FieldVector vector, int row) {
        return vector instanceof TimeNanoVector nanos ? nanos.get(row) : ((TimeMicroVector) vector).get(row) * 1_000;
    }

    private static LocalDateTime timestampOf(FieldVector vector, int row) {
        if (vector instanceof TimeStampNanoVector nanos) {
            long value = nanos.get(row);
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(value, NANOS_PER_SECOND),
                    (int) Math.floorMod(value, NANOS_PER_SECOND),
                    ZoneOffset.UTC);
        }
        long value = ((TimeStampMicroVector) vector).get(row);
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(value, 1_000_000L), (int) Math.floorMod(value, 1_000_000L) * 1_000, ZoneOffset.UTC);
    }

    private static String fraction(int nanos, int precision) {
        return precision == 0 ? "" : "." + "%09d".formatted(nanos).concat("000").substring(0, precision);
    }

    private static String time(long nanos, int precision) {
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(nanos, 86_400L * NANOS_PER_SECOND));
        return time.format(TIME) + fraction(time.getNano(), precision);
    }

    private static String timestamp(LocalDateTime timestamp, int precision) {
        return timestamp.format(DATE_TIME) + fraction(timestamp.getNano(), Math.min(precision, NANOS));
    }

    private static String zonedTime(StructVector vector, int row, int precision) {
        long nanos = ((BigIntVector) vector.getChild("nanos")).get(row);
        int offset = ((IntVector) vector.getChild("offset_minutes")).get(row);
        return time(nanos, precision)
                + "%s%02d:%02d".formatted(offset < 0 ? "-" : "+", Math.abs(offset) / 60, Math.abs(offset) % 60);
    }

    private static String zonedTimestamp(StructVector vector, int row, int precision) {
        Instant instant = timestampOf(vector.getChild("instant"), row).toInstant(ZoneOffset.UTC);
        String zone = text(vector.getChild("zone"), row);
        return timestamp(LocalDateTime.ofInstant(instant, ZoneId.of(zone)), precision) + " "
                + (zone.equals("Z") ? "UTC" : zone);
    }

    private static List<@Nullable Object> array(ListVector vector, int row, Type element) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
            values.add(read(vector.getDataVector(), i, element));
        }
        return values;
    }

    private static Map<String, @Nullable Object> map(MapVector vector, int row, Type.MapOf type) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        StructVector entries = (StructVector) vector.getDataVector();
        for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
            values.put(
                    String.valueOf(read((FieldVector) entries.getChildByOrdinal(0), i, type.key())),
                    read((FieldVector) entries.getChildByOrdinal(1), i, type.value()));
        }
        return values;
    }

    private static List<@Nullable Object> row(StructVector vector, int row, List<Type.Field> fields) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            values.add(read(
                    (FieldVector) vector.getChildByOrdinal(i),
                    row,
                    fields.get(i).type()));
        }
        return values;
    }

    /** The column type as the protocol names it. */
    static String typeName(Type type) {
        return switch (type) {
            case Type.Decimal(int precision, int scale) -> "decimal(" + precision + ", " + scale + ")";
            case Type.Simple.INTERVAL_DAY_SECOND -> "INTERVAL DAY TO SECOND";
            case Type.Simple.INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
            case Type.Array(Type element) -> "array(" + typeName(element) + ")";
            case Type.MapOf(Type key, Type value) -> "map(" + typeName(key) + ", " + typeName(value) + ")";
            case Type.Row(List<Type.Field> fields) -> {
                List<String> texts = new ArrayList<>();
                for (Type.Field field : fields) {
                    texts.add(field.name().map(name -> name + " ").orElse("") + typeName(field.type()));
                }
                yield "row(" + String.join(", ", texts) + ")";
            }
            default -> type.displayName();
        };
    }

    static boolean close(double first, double second) {
        return first == second
                || (Double.isNaN(first) && Double.isNaN(second))
                || Math.abs(first - second) <= Math.max(1e-9 * Math.max(Math.abs(first), Math.abs(second)), 1e-12);
    }
}
