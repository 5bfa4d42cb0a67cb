package io.skein.worker.kernel.match;

import java.math.BigDecimal;

/** How conditions hold values in Java; each kind has an order. */
enum ValueKind {
    BOOLEAN,
    /** Integers, and dates, times, timestamps and intervals as a count of units. */
    INTEGER,
    DOUBLE,
    DECIMAL,
    TEXT;

    Object parse(String text) {
        return switch (this) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Long.valueOf(text);
            case DOUBLE -> real(text);
            case DECIMAL -> new BigDecimal(text);
            case TEXT -> text;
        };
    }

    /** The kernel writes {@code inf} and {@code nan}. */
    private static Double real(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.valueOf(text);
        };
    }
}
