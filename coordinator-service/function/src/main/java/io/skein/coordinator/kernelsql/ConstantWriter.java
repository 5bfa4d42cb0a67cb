package io.skein.coordinator.kernelsql;

import io.skein.coordinator.expression.Expression.Constant;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Literals as kernel SQL. Numbers carry their type, so that they are never read as a column's position. */
final class ConstantWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS");
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private ConstantWriter() {}

    static String write(Constant constant) {
        Type type = constant.type();
        return switch (constant.value()) {
            case null -> "NULL::" + KernelTypes.sql(type);
            case Boolean value -> value ? "TRUE" : "FALSE";
            case Double value -> floating(value, "DOUBLE");
            case Float value -> floating(value.doubleValue(), "FLOAT", value.toString());
            case BigDecimal value -> "'" + value.toPlainString() + "'::" + KernelTypes.sql(type);
            case String value -> KernelText.string(value);
            case byte[] value -> blob(value);
            case LocalDate value -> "DATE '" + date(value) + "'";
            case LocalTime value -> KernelTypes.sql(type) + " '" + time(value, type) + "'";
            case OffsetTime value ->
                "struct_pack(nanos := %d::BIGINT, offset_minutes := %d::INTEGER)"
                        .formatted(
                                value.toLocalTime().toNanoOfDay(),
                                value.getOffset().getTotalSeconds() / 60);
            case LocalDateTime value -> timestamp(value, KernelTypes.sql(type));
            case ZonedDateTime value -> zoned(value, ((Type.TimestampWithTimeZone) type).precision());
            case Number value -> "(" + value.longValue() + ")::" + KernelTypes.sql(type);
            case Object value -> throw new IllegalArgumentException("No literal of " + type + ": " + value.getClass());
        };
    }

    private static String floating(double value, String type) {
        return floating(value, type, Double.toString(value));
    }

    private static String floating(double value, String type, String text) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "'" + text + "'::" + type;
        }
        return "('" + text + "'::" + type + ")";
    }

    private static String blob(byte[] value) {
        StringBuilder text = new StringBuilder("'");
        for (byte b : value) {
            text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return text.append("'::BLOB").toString();
    }

    private static String date(LocalDate date) {
        int year = date.getYear();
        String text =
                "%04d-%02d-%02d".formatted(year > 0 ? year : 1 - year, date.getMonthValue(), date.getDayOfMonth());
        return year > 0 ? text : text + " (BC)";
    }

    private static String time(LocalTime time, Type type) {
        return type instanceof Type.Time(int precision) && precision > 6 ? TIME.format(time) : MICRO_TIME.format(time);
    }

    private static String timestamp(LocalDateTime value, String type) {
        String time = type.equals("TIMESTAMP_NS") ? TIME.format(value) : MICRO_TIME.format(value);
        return type + " '" + date(value.toLocalDate()) + " " + time + "'";
    }

    private static String zoned(ZonedDateTime value, int precision) {
        LocalDateTime instant = value.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        String zone = value.getZone().getId();
        return "struct_pack(instant := %s, zone := %s)"
                .formatted(
                        timestamp(instant, precision > 6 ? "TIMESTAMP_NS" : "TIMESTAMP"),
                        KernelText.string(zone.equals("Z") ? "UTC" : zone));
    }
}
