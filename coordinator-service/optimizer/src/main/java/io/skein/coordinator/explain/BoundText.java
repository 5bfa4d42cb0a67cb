package io.skein.coordinator.explain;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Bounds of domains as a cast to VARCHAR writes them. */
final class BoundText {
    private static final int NANO_DIGITS = 9;

    private BoundText() {}

    static String of(Object value, Type type) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Double number -> scientific(number.toString());
            case Float number -> scientific(number.toString());
            case LocalTime time -> time(time, precision(type));
            case LocalDateTime time -> dateTime(time, precision(type));
            case ZonedDateTime time -> dateTime(time.toLocalDateTime(), precision(type)) + " " + time.getZone();
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }

    private static int precision(Type type) {
        return switch (type) {
            case Type.Time(int precision) -> precision;
            case Type.TimeWithTimeZone(int precision) -> precision;
            case Type.Timestamp(int precision) -> precision;
            case Type.TimestampWithTimeZone(int precision) -> precision;
            default -> 0;
        };
    }

    private static String dateTime(LocalDateTime time, int precision) {
        return time.toLocalDate() + " " + time(time.toLocalTime(), precision);
    }

    private static String time(LocalTime time, int precision) {
        String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        String fraction = "%09d".formatted(time.getNano()).substring(0, Math.min(precision, NANO_DIGITS));
        return fraction.isEmpty() ? seconds : seconds + "." + fraction;
    }

    /** One digit before the point, at least one behind it, and the exponent: {@code 1.5E1}. */
    private static String scientific(String shortest) {
        if (shortest.endsWith("N") || shortest.endsWith("y")) {
            return shortest;
        }
        BigDecimal number = new BigDecimal(shortest);
        if (number.signum() == 0) {
            return shortest.startsWith("-") ? "-0.0E0" : "0.0E0";
        }
        BigDecimal digits = number.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        BigDecimal mantissa = digits.movePointLeft(exponent);
        return mantissa.setScale(Math.max(1, mantissa.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString() + "E" + exponent;
    }
}
