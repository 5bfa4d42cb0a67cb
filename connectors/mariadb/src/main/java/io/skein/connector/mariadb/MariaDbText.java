package io.skein.connector.mariadb;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;

/** Values as the server prints and reads them, in sessions whose times are in UTC. */
final class MariaDbText {
    private static final int MICRO_DIGITS = 6;
    private static final int DATE_LENGTH = 10;
    private static final int MOST_YEAR = 9999;
    private static final int FIRST_YEAR = 1901;
    private static final int LAST_YEAR = 2155;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICRO_DIGITS, true)
            .toFormatter(Locale.ROOT);

    private MariaDbText() {}

    /** A text as a literal. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /**
     * A value in {@link io.skein.connector.sql.value.VectorWriter}'s form as a literal that a column takes exactly.
     *
     * @throws IllegalArgumentException for a value that the server has not
     */
    static String literal(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "1" : "0";
            case Float number -> literal((double) number);
            case Double number -> literal((double) number);
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case byte[] bytes -> "x'" + HexFormat.of().formatHex(bytes) + "'";
            case String text -> quoted(text);
            case LocalDate date -> "'" + date(date) + "'";
            case LocalTime time -> "'" + TIME.format(time) + "'";
            case LocalDateTime timestamp -> "'" + timestamp(timestamp) + "'";
            case Instant instant -> "'" + timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "'";
            default -> throw new IllegalArgumentException("no literal for " + value.getClass());
        };
    }

    /** A value between two floating point numbers is none of them, so that a float is as good as its double. */
    private static String literal(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("the server has no number " + number);
        }
        return Double.toString(number);
    }

    /** The server would take a number below 100 for a year of our times. */
    static String year(short year) {
        if (year != 0 && (year < FIRST_YEAR || year > LAST_YEAR)) {
            throw new IllegalArgumentException("the server has no year " + year);
        }
        return year == 0 ? "'0000'" : String.valueOf(year);
    }

    static String date(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > MOST_YEAR) {
            throw new IllegalArgumentException("the server has no date " + date);
        }
        return DATE.format(date);
    }

    static String timestamp(LocalDateTime timestamp) {
        return date(timestamp.toLocalDate()) + " " + TIME.format(timestamp);
    }

    /** @throws IllegalArgumentException for a date that is none, such as 0000-00-00 */
    static LocalDate parseDate(String text) {
        try {
            return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, text.length()));
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException none) {
            throw new IllegalArgumentException(text, none);
        }
    }

    private static int digits(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    /** The same for a date with a time. */
    static LocalDateTime parseTimestamp(String text) {
        try {
            return LocalDateTime.of(
                    parseDate(text.substring(0, DATE_LENGTH)), LocalTime.parse(text.substring(DATE_LENGTH + 1)));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException none) {
            throw new IllegalArgumentException(text, none);
        }
    }

    /** The name; fails for one that no statement can hold. */
    static String checked(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_ARGUMENTS, "The server has no names with the character U+0000");
        }
        return name;
    }
}
