package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Joda's date patterns: printing, and reading in {@link JodaReader}. */
final class JodaFormats {
    private static final long MICROS = 1_000_000;
    private static final String LETTERS = "GCYxwMdDeEahHKkmsSzZy";

    private JodaFormats() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_format_datetime",
                        TEXT,
                        row -> print(row.bigint(0), row.text(1), row.text(2)),
                        BIGINT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_parse_datetime",
                        TEXT,
                        row -> parsed(row.text(0), row.text(1), row.text(2)),
                        TEXT,
                        TEXT,
                        TEXT));
    }

    /** Which words an impossible field is refused in. */
    enum Errors {
        JODA,
        PARTS
    }

    /** A time as read, with the zone it is in. */
    record Read(LocalDateTime local, ZoneId zone) {}

    /** A run of one pattern letter, or literal text (letter 0). */
    record Token(char letter, int count, String literal) {}

    static List<Token> tokens(String pattern) {
        if (pattern.isEmpty()) {
            throw invalidArgument("Invalid pattern specification: Pattern is null or empty");
        }
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int end = i + 1;
            if (c == '\'') {
                StringBuilder literal = new StringBuilder();
                if (end < pattern.length() && pattern.charAt(end) == '\'') {
                    literal.append('\'');
                    end++;
                } else {
                    while (end < pattern.length() && pattern.charAt(end) != '\'') {
                        literal.append(pattern.charAt(end++));
                    }
                    end++;
                }
                tokens.add(new Token((char) 0, 0, literal.toString()));
            } else if (Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                if (LETTERS.indexOf(c) < 0) {
                    throw invalidArgument("Illegal pattern component: " + pattern.substring(i, end));
                }
                tokens.add(new Token(c, end - i, ""));
            } else {
                tokens.add(new Token((char) 0, 0, String.valueOf(c)));
            }
            i = end;
        }
        return tokens;
    }

    static Read read(String text, String pattern, ZoneId zone, Errors errors) {
        return new JodaReader(text, zone, errors).read(tokens(pattern));
    }

    private static String parsed(String text, String pattern, String sessionZone) {
        return zonedText(read(text, pattern, ZoneFunctions.zone(sessionZone), Errors.JODA));
    }

    /** The instant and the zone, as the macros take them apart. */
    static String zonedText(Read read) {
        LocalDateTime instant = read.local()
                .atZone(read.zone())
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        return TemporalTextFunctions.kernelText(instant) + "|" + ZoneFunctions.name(read.zone());
    }

    static String print(long localMicros, String pattern, String zone) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMicros, MICROS), (int) Math.floorMod(localMicros, MICROS) * 1000, ZoneOffset.UTC);
        ZonedDateTime time = local.atZone(ZoneFunctions.zone(zone));
        StringBuilder text = new StringBuilder();
        for (Token token : tokens(pattern)) {
            text.append(token.letter() == 0 ? token.literal() : field(time, token.letter(), token.count()));
        }
        return text.toString();
    }

    private static String field(ZonedDateTime time, char letter, int count) {
        return switch (letter) {
            case 'G' -> time.getYear() > 0 ? "AD" : "BC";
            case 'C' -> number(time.getYear() / 100, count);
            case 'Y', 'y' -> year(letter == 'Y' && time.getYear() <= 0 ? 1 - time.getYear() : time.getYear(), count);
            case 'x' -> year(time.get(IsoFields.WEEK_BASED_YEAR), count);
            case 'w' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), count);
            case 'M' ->
                count > 2
                        ? time.getMonth().getDisplayName(count > 3 ? TextStyle.FULL : TextStyle.SHORT, Locale.ENGLISH)
                        : number(time.getMonthValue(), count);
            case 'd' -> number(time.getDayOfMonth(), count);
            case 'D' -> number(time.getDayOfYear(), count);
            case 'e' -> number(time.getDayOfWeek().getValue(), count);
            case 'E' ->
                time.getDayOfWeek().getDisplayName(count > 3 ? TextStyle.FULL : TextStyle.SHORT, Locale.ENGLISH);
            case 'a' -> time.getHour() < 12 ? "AM" : "PM";
            case 'h' -> number((time.getHour() + 11) % 12 + 1, count);
            case 'H' -> number(time.getHour(), count);
            case 'K' -> number(time.getHour() % 12, count);
            case 'k' -> number((time.getHour() + 23) % 24 + 1, count);
            case 'm' -> number(time.getMinute(), count);
            case 's' -> number(time.getSecond(), count);
            case 'S' ->
                ("%03d".formatted(time.get(ChronoField.MILLI_OF_SECOND)) + "0".repeat(Math.max(0, count - 3)))
                        .substring(0, count);
            case 'z' -> zoneName(time, count);
            default -> offset(time, count);
        };
    }

    private static String number(int value, int count) {
        String digits = Integer.toString(Math.abs(value));
        return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, count - digits.length())) + digits;
    }

    private static String year(int year, int count) {
        return count == 2 ? number(Math.floorMod(year, 100), 2) : number(year, count);
    }

    private static String zoneName(ZonedDateTime time, int count) {
        if (time.getZone() instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) ? (count > 3 ? "Coordinated Universal Time" : "UTC") : offset.getId();
        }
        String pattern = count > 3 ? "zzzz" : "zzz";
        return java.time.format.DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(time);
    }

    private static String offset(ZonedDateTime time, int count) {
        if (count > 2) {
            return ZoneFunctions.name(time.getZone());
        }
        String text = ZoneFunctions.offsetText(time.getOffset().getTotalSeconds() / 60);
        return count == 1 ? text.replace(":", "") : text;
    }
}
