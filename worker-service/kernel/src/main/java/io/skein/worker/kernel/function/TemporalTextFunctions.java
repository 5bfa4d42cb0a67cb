package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidCast;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DATE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times from text and to text. */
final class TemporalTextFunctions {
    private static final Pattern DATE_TEXT = Pattern.compile("\\s*([+-]?\\d{1,9})-(\\d{1,2})-(\\d{1,2})\\s*");
    private static final Pattern TIMESTAMP_TEXT = Pattern.compile(
            "\\s*([+-]?\\d{4,})-(\\d{1,2})-(\\d{1,2})(?: (\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,12}))?)?)?\\s*(.+)?");
    private static final Pattern TIME_TEXT =
            Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,12}))?)?\\s*(?:([+-])(\\d\\d):(\\d\\d))?");
    private static final long NANOS_OF_DAY = 86_400_000_000_000L;
    private static final long NANOS = 1_000_000_000L;
    private static final int GREATEST_OFFSET = 14 * 60;

    private TemporalTextFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_varchar_to_date", DATE, row -> date(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_varchar_to_timestamp",
                        TEXT,
                        row -> timestamp(row.text(0), row.integer(1)),
                        TEXT,
                        INTEGER),
                JavaFunction.of(
                        "skein_parse_zoned",
                        TEXT,
                        row -> zoned(row.text(0), row.integer(1), row.text(2)),
                        TEXT,
                        INTEGER,
                        TEXT),
                JavaFunction.of(
                        "skein_varchar_to_time",
                        TEXT,
                        row -> LocalTime.ofNanoOfDay(time(row.text(0), row.integer(1)))
                                .toString(),
                        TEXT,
                        INTEGER),
                JavaFunction.of(
                        "skein_parse_time_tz",
                        TEXT,
                        row -> timeTz(row.text(0), row.integer(1), row.text(2)),
                        TEXT,
                        INTEGER,
                        TEXT),
                JavaFunction.of(
                        "skein_time_to_varchar", TEXT, row -> timeText(row.bigint(0), row.integer(1)), BIGINT, INTEGER),
                JavaFunction.of(
                        "skein_time_tz_to_varchar",
                        TEXT,
                        row -> timeText(row.bigint(0), row.integer(2)) + ZoneFunctions.offsetText(row.integer(1)),
                        BIGINT,
                        INTEGER,
                        INTEGER),
                JavaFunction.of("skein_months_to_varchar", TEXT, row -> months(row.integer(0)), INTEGER),
                JavaFunction.of("skein_millis_to_varchar", TEXT, row -> millis(row.bigint(0)), BIGINT));
    }

    private static LocalDate date(String text) {
        Matcher matcher = DATE_TEXT.matcher(text);
        if (matcher.matches()) {
            try {
                return LocalDate.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
            } catch (DateTimeException e) {
                throw invalidCast("Value cannot be cast to date: " + text);
            }
        }
        throw invalidCast("Value cannot be cast to date: " + text);
    }

    /** A timestamp text's wall-clock time, rounded, and what stands behind it. */
    private record Parsed(LocalDateTime local, String zone) {}

    private static Parsed parse(String text, int precision) {
        Matcher matcher = TIMESTAMP_TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalidCast("Value cannot be cast to timestamp: " + text);
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6));
            return new Parsed(
                    local.plusNanos(nanos(matcher.group(7), precision)),
                    matcher.group(8) == null ? "" : matcher.group(8).strip());
        } catch (DateTimeException e) {
            throw invalidCast("Value cannot be cast to timestamp: " + text);
        }
    }

    private static String timestamp(String text, int precision) {
        Parsed parsed = parse(text, precision);
        checkZone(parsed, text);
        return kernelText(parsed.local());
    }

    /** A timestamp's text without a fraction. */
    static LocalDateTime seconds(String text) {
        Parsed parsed = parse(text, 0);
        checkZone(parsed, text);
        return parsed.local();
    }

    private static void checkZone(Parsed parsed, String text) {
        if (!parsed.zone().isEmpty()) {
            try {
                ZoneFunctions.zone(parsed.zone());
            } catch (IllegalArgumentException e) {
                throw invalidCast("Value cannot be cast to timestamp: " + text);
            }
        }
    }

    private static String zoned(String text, int precision, String sessionZone) {
        Parsed parsed = parse(text, precision);
        checkZone(parsed, text);
        ZoneId zone = ZoneFunctions.zone(parsed.zone().isEmpty() ? sessionZone : parsed.zone());
        LocalDateTime instant =
                parsed.local().atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return kernelText(instant) + "|" + ZoneFunctions.name(zone);
    }

    static String kernelText(LocalDateTime time) {
        LocalDate date = time.toLocalDate();
        int year = date.getYear();
        String days = "%04d-%02d-%02d %s"
                .formatted(
                        year > 0 ? year : 1 - year,
                        date.getMonthValue(),
                        date.getDayOfMonth(),
                        timeText(time.toLocalTime().toNanoOfDay(), 9));
        return year > 0 ? days : days + " (BC)";
    }

    private static int number(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static long nanos(@org.jspecify.annotations.Nullable String fraction, int precision) {
        return fraction == null
                ? 0
                : new BigDecimal("0." + fraction)
                        .setScale(precision, RoundingMode.HALF_UP)
                        .movePointRight(9)
                        .longValueExact();
    }

    private static long time(String text, int precision) {
        Matcher matcher = TIME_TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalidCast("Value cannot be cast to time: " + text);
        }
        return nanosOfDay(matcher, precision, "Value cannot be cast to time: " + text);
    }

    private static long nanosOfDay(Matcher matcher, int precision, String error) {
        if (number(matcher, 1) > 23 || number(matcher, 2) > 59 || number(matcher, 3) > 59) {
            throw invalidCast(error);
        }
        long seconds = number(matcher, 1) * 3600L + number(matcher, 2) * 60L + number(matcher, 3);
        return (seconds * NANOS + nanos(matcher.group(4), precision)) % NANOS_OF_DAY;
    }

    private static String timeTz(String text, int precision, String sessionZone) {
        String error = "Value cannot be cast to time with time zone: " + text;
        Matcher matcher = TIME_TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalidCast(error);
        }
        int minutes;
        if (matcher.group(5) == null) {
            minutes = ZoneFunctions.zone(sessionZone)
                            .getRules()
                            .getOffset(java.time.Instant.now())
                            .getTotalSeconds()
                    / 60;
        } else {
            minutes = (matcher.group(5).equals("-") ? -1 : 1) * (number(matcher, 6) * 60 + number(matcher, 7));
        }
        if (Math.abs(minutes) > GREATEST_OFFSET) {
            throw invalidCast(error);
        }
        return nanosOfDay(matcher, precision, error) + "|" + minutes;
    }

    static String timeText(long nanos, int precision) {
        long seconds = nanos / NANOS;
        String whole = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        return precision == 0
                ? whole
                : whole + "." + "%09d".formatted(nanos % NANOS).substring(0, precision);
    }

    private static String months(int months) {
        int absolute = Math.abs(months);
        return (months < 0 ? "-" : "") + absolute / 12 + "-" + absolute % 12;
    }

    private static String millis(long millis) {
        long absolute = Math.abs(millis);
        long seconds = absolute / 1000;
        return (millis < 0 ? "-" : "")
                + "%d %02d:%02d:%02d.%03d"
                        .formatted(
                                seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60, absolute % 1000);
    }
}
