package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DATE;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.function.JodaFormats.Read;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ISO 8601 texts, Unix time and the names of units. */
final class IsoTimes {
    private static final Pattern DATE_PART =
            Pattern.compile("([+-]?\\d{4,9})(?:-W(\\d{2})(?:-(\\d))?|-(\\d{3})(?!\\d)|-(\\d{1,2})(?:-(\\d{1,2}))?)?");
    private static final Pattern TIME_PART = Pattern.compile(
            "T(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9})\\d*)?)?)?(Z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Set<String> DATE_UNITS = Set.of("day", "week", "month", "quarter", "year");
    private static final Set<String> TIME_UNITS = Set.of("millisecond", "second", "minute", "hour");

    /** What Trino's packed form of an instant and its zone holds. */
    private static final long MOST_MILLIS = 1L << 51;

    private IsoTimes() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_from_iso8601",
                        TEXT,
                        row -> JodaFormats.zonedText(timestamp(row.text(0), ZoneFunctions.zone(row.text(1)), 3)),
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_from_iso8601_nanos",
                        TEXT,
                        row -> JodaFormats.zonedText(timestamp(row.text(0), ZoneFunctions.zone(row.text(1)), 9)),
                        TEXT,
                        TEXT),
                JavaFunction.of("skein_from_iso8601_date", DATE, row -> wholeDate(row.text(0)), TEXT),
                JavaFunction.of("skein_iso_date", TEXT, row -> isoDate(row.date(0)), DATE),
                JavaFunction.of("skein_unix_millis", BIGINT, row -> unixMillis(row.real(0)), DOUBLE),
                JavaFunction.of("skein_known_zone", TEXT, row -> knownZone(row.text(0)), TEXT),
                JavaFunction.of("skein_unit", TEXT, row -> unit(row.text(0), row.text(1)), TEXT, TEXT));
    }

    private static String isoDate(LocalDate date) {
        int year = date.getYear();
        return (year < 0 ? "-" : "")
                + "%04d-%02d-%02d".formatted(Math.abs(year), date.getMonthValue(), date.getDayOfMonth());
    }

    private static Object unixMillis(double seconds) {
        long millis = Math.round(seconds * 1000);
        if (Math.abs(millis) > MOST_MILLIS) {
            throw invalidArgument("Millis overflow: " + millis);
        }
        return millis;
    }

    private static String knownZone(String name) {
        try {
            return ZoneFunctions.name(ZoneFunctions.zone(name));
        } catch (IllegalArgumentException e) {
            throw Failures.failure(StandardErrorCode.NOT_SUPPORTED, "Time zone not supported: " + name);
        }
    }

    private static String unit(String text, String kind) {
        String unit = text.toLowerCase(Locale.ENGLISH);
        boolean known =
                !kind.equals("Time") && DATE_UNITS.contains(unit) || !kind.equals("DATE") && TIME_UNITS.contains(unit);
        if (!known) {
            throw invalidArgument("'" + text + "' is not a valid " + kind + " field");
        }
        return unit;
    }

    private static LocalDate wholeDate(String text) {
        Matcher matcher = DATE_PART.matcher(text);
        if (!matcher.lookingAt()) {
            throw invalidArgument("Invalid format: \"" + text + "\"");
        }
        LocalDate date = date(matcher, text);
        checkEnd(text, matcher.end());
        return date;
    }

    private static Read timestamp(String text, ZoneId sessionZone, int precision) {
        Matcher matcher = DATE_PART.matcher(text);
        if (!matcher.lookingAt()) {
            throw invalidArgument("Invalid format: \"" + text + "\"");
        }
        LocalDate date = date(matcher, text);
        Matcher time = TIME_PART.matcher(text).region(matcher.end(), text.length());
        if (!time.lookingAt()) {
            checkEnd(text, matcher.end());
            return new Read(date.atStartOfDay(), sessionZone);
        }
        checkEnd(text, time.end());
        int hour = part(time, 1, "hourOfDay", 23, text);
        int minute = part(time, 2, "minuteOfHour", 59, text);
        int second = part(time, 3, "secondOfMinute", 59, text);
        String fraction = time.group(4) == null
                ? ""
                : time.group(4).substring(0, Math.min(precision, time.group(4).length()));
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        String offset = time.group(5);
        return new Read(
                date.atTime(LocalTime.of(hour, minute, second, nanos)),
                offset == null ? sessionZone : ZoneOffset.of(offset));
    }

    private static LocalDate date(Matcher matcher, String text) {
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            int day = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            return MySqlFormats.ofWeek(
                    year,
                    checked(Integer.parseInt(matcher.group(2)), "weekOfWeekyear", 1, 53, text),
                    checked(day, "dayOfWeek", 1, 7, text));
        }
        if (matcher.group(4) != null) {
            return LocalDate.ofYearDay(
                    year,
                    checked(
                            Integer.parseInt(matcher.group(4)),
                            "dayOfYear",
                            1,
                            LocalDate.of(year, 1, 1).lengthOfYear(),
                            text));
        }
        int month =
                matcher.group(5) == null ? 1 : checked(Integer.parseInt(matcher.group(5)), "monthOfYear", 1, 12, text);
        int day = matcher.group(6) == null ? 1 : Integer.parseInt(matcher.group(6));
        return LocalDate.of(
                year,
                month,
                checked(day, "dayOfMonth", 1, YearMonth.of(year, month).lengthOfMonth(), text));
    }

    private static int part(Matcher matcher, int group, String field, int most, String text) {
        return matcher.group(group) == null ? 0 : checked(Integer.parseInt(matcher.group(group)), field, 0, most, text);
    }

    private static int checked(int value, String field, int least, int most, String text) {
        if (value < least || value > most) {
            throw invalidArgument("Cannot parse \"%s\": Value %d for %s must be in the range [%d,%d]"
                    .formatted(text, value, field, least, most));
        }
        return value;
    }

    private static void checkEnd(String text, int end) {
        if (end < text.length()) {
            throw invalidArgument("Invalid format: \"" + text + "\" is malformed at \"" + text.substring(end) + "\"");
        }
    }
}
