package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.type.TimeZones;
import io.skein.spi.type.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of DATE, TIME and TIMESTAMP literals; the count of fraction digits is the type's precision. */
final class TemporalLiterals {
    private static final String DATE = "([+-]?\\d{4,})-(\\d{1,2})-(\\d{1,2})";
    private static final String TIME = "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d+))?)?";
    private static final Pattern DATE_PATTERN = Pattern.compile(DATE);
    private static final Pattern TIME_PATTERN = Pattern.compile(TIME + "(?:\\s*([+-])(\\d{1,2}):(\\d{2}))?");
    private static final Pattern TIMESTAMP_PATTERN = Pattern.compile(DATE + "(?:[ T]" + TIME + ")?(?:\\s*(\\S.*))?");
    private static final int NANO_DIGITS = 9;
    private static final int MAXIMUM_DIGITS = 12;
    private static final int MAXIMUM_OFFSET_MINUTES = 14 * 60;

    private TemporalLiterals() {}

    static Expression date(String text) {
        Matcher matcher = matched(DATE_PATTERN, text);
        return new Expression.Constant(dateOf(matcher), Type.Simple.DATE);
    }

    static Expression time(String text) {
        Matcher matcher = matched(TIME_PATTERN, text);
        int precision = precision(matcher.group(4), "TIME");
        if (precision > NANO_DIGITS && matcher.group(5) == null) {
            return text(text, new Type.Time(precision));
        }
        LocalTime time = timeOf(matcher, 1);
        if (matcher.group(5) == null) {
            return new Expression.Constant(time, new Type.Time(precision));
        }
        int minutes = Integer.parseInt(matcher.group(6)) * 60 + Integer.parseInt(matcher.group(7));
        if (minutes > MAXIMUM_OFFSET_MINUTES) {
            throw new DateTimeException("offset out of range");
        }
        ZoneOffset offset = ZoneOffset.ofTotalSeconds((matcher.group(5).equals("-") ? -minutes : minutes) * 60);
        return new Expression.Constant(OffsetTime.of(time, offset), new Type.TimeWithTimeZone(precision));
    }

    static Expression timestamp(String text) {
        Matcher matcher = matched(TIMESTAMP_PATTERN, text);
        int precision = precision(matcher.group(7), "TIMESTAMP");
        if (precision > NANO_DIGITS && matcher.group(8) == null) {
            return text(text, new Type.Timestamp(precision));
        }
        LocalDateTime timestamp =
                LocalDateTime.of(dateOf(matcher), matcher.group(4) == null ? LocalTime.MIDNIGHT : timeOf(matcher, 4));
        if (matcher.group(8) == null) {
            return new Expression.Constant(timestamp, new Type.Timestamp(precision));
        }
        ZoneId zone = TimeZones.find(matcher.group(8).strip()).orElseThrow(() -> new DateTimeException("unknown zone"));
        if (zone.getRules().getValidOffsets(timestamp).isEmpty()) {
            throw new DateTimeException("no such time in the zone");
        }
        return new Expression.Constant(ZonedDateTime.of(timestamp, zone), new Type.TimestampWithTimeZone(precision));
    }

    /** Beyond nanoseconds a value is held as its text, and the literal must be valid up to there. */
    private static Expression text(String text, Type type) {
        String nanoseconds = text.strip().replaceFirst("(\\.\\d{9})\\d+$", "$1");
        if (type instanceof Type.Time) {
            time(nanoseconds);
        } else {
            timestamp(nanoseconds);
        }
        return new Expression.Cast(new Expression.Constant(text.strip(), Type.Varchar.UNBOUNDED), type, false);
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw new DateTimeException("not of the form");
        }
        return matcher;
    }

    private static LocalDate dateOf(Matcher matcher) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private static LocalTime timeOf(Matcher matcher, int first) {
        String seconds = matcher.group(first + 2);
        String fraction = matcher.group(first + 3);
        if (fraction != null && fraction.length() > NANO_DIGITS) {
            throw new UnsupportedOperationException("Time precision above 9 is not supported");
        }
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, NANO_DIGITS));
        return LocalTime.of(
                Integer.parseInt(matcher.group(first)),
                Integer.parseInt(matcher.group(first + 1)),
                seconds == null ? 0 : Integer.parseInt(seconds),
                nanos);
    }

    private static int precision(@org.jspecify.annotations.Nullable String fraction, String type) {
        return fraction == null ? 0 : checkedPrecision(fraction.length(), type);
    }

    /** The precision, if a time or timestamp may have it. */
    static int checkedPrecision(int precision, String type) {
        if (precision > MAXIMUM_DIGITS) {
            throw new ArithmeticException(
                    "%s precision must be in range [0, %d]: %d".formatted(type, MAXIMUM_DIGITS, precision));
        }
        return precision;
    }
}
