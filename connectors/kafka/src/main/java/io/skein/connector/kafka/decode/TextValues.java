package io.skein.connector.kafka.decode;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Values from texts and numbers, as strict as their types. */
final class TextValues {
    private TextValues() {}

    static boolean supports(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> true;
                    default -> false;
                };
            case Type.Varchar _, Type.Decimal _ -> true;
            default -> false;
        };
    }

    static Object parse(Type type, String text) {
        try {
            return switch (type) {
                case Type.Varchar varchar -> cut(varchar, text);
                case Type.Decimal decimal -> decimal(decimal, new BigDecimal(text.trim()));
                case Type.Simple simple -> simple(simple, text.trim());
                default -> throw new CorruptMessageException(type + " is not read from text");
            };
        } catch (NumberFormatException e) {
            throw new CorruptMessageException("'" + text + "' is no " + type);
        }
    }

    private static Object simple(Type.Simple type, String text) {
        return switch (type) {
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ENGLISH)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new CorruptMessageException("'" + text + "' is no boolean");
                };
            case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(type, Long.parseLong(text));
            case REAL -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            default -> throw new CorruptMessageException(type + " is not read from text");
        };
    }

    /** The number in the type's own form. */
    static Object integer(Type type, long value) {
        Object narrowed;
        long back;
        switch ((Type.Simple) type) {
            case TINYINT -> {
                narrowed = (byte) value;
                back = (byte) value;
            }
            case SMALLINT -> {
                narrowed = (short) value;
                back = (short) value;
            }
            case INTEGER -> {
                narrowed = (int) value;
                back = (int) value;
            }
            default -> {
                narrowed = value;
                back = value;
            }
        }
        if (back != value) {
            throw new CorruptMessageException(value + " is out of range for " + type);
        }
        return narrowed;
    }

    static BigDecimal decimal(Type.Decimal type, BigDecimal value) {
        // Exponents are looked at first: a number of a few characters may have millions of digits.
        long digits = (long) value.precision() - value.scale();
        if (value.signum() == 0 || digits < -type.scale()) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        if (digits > type.precision() - type.scale()) {
            throw new CorruptMessageException(value + " is out of range for " + type);
        }
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new CorruptMessageException(value + " is out of range for " + type);
        }
        return scaled;
    }

    /** Trino cuts texts that are too long. */
    static String cut(Type.Varchar type, String text) {
        return type.length().isEmpty() || text.length() <= type.length().getAsInt()
                ? text
                : text.codePointCount(0, text.length()) <= type.length().getAsInt()
                        ? text
                        : text.substring(
                                0, text.offsetByCodePoints(0, type.length().getAsInt()));
    }
}
