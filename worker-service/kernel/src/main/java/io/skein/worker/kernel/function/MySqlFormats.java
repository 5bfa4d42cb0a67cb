package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** MySQL's date patterns as Joda ones, in which {@link JodaFormats} prints and reads. */
final class MySqlFormats {
    private static final int MOST_PATTERNS = 1000;
    private static final Map<String, String> TRANSLATED = new ConcurrentHashMap<>();

    private MySqlFormats() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_date_format",
                        TEXT,
                        row -> JodaFormats.print(row.bigint(0), joda(row.text(1)), row.text(2)),
                        BIGINT,
                        TEXT,
                        TEXT),
                JavaFunction.of("skein_date_parse", TEXT, row -> parsed(row.text(0), row.text(1)), TEXT, TEXT));
    }

    private static String parsed(String text, String pattern) {
        LocalDateTime time = JodaFormats.read(text, joda(pattern), ZoneOffset.UTC, JodaFormats.Errors.PARTS)
                .local();
        return TemporalTextFunctions.kernelText(time);
    }

    static String joda(String pattern) {
        String known = TRANSLATED.get(pattern);
        if (known != null) {
            return known;
        }
        String translated = translate(pattern);
        if (TRANSLATED.size() < MOST_PATTERNS) {
            TRANSLATED.put(pattern, translated);
        }
        return translated;
    }

    private static String translate(String pattern) {
        if (pattern.isEmpty()) {
            throw invalidArgument("Both printing and parsing not supported");
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                result.append(field(pattern.charAt(++i)));
            } else {
                result.append(literal(c));
            }
        }
        return result.toString();
    }

    private static String literal(char c) {
        return Character.isLetter(c) ? "'" + c + "'" : c == '\'' ? "''" : String.valueOf(c);
    }

    private static String field(char c) {
        return switch (c) {
            case 'a' -> "EEE";
            case 'b' -> "MMM";
            case 'c' -> "M";
            case 'd' -> "dd";
            case 'e' -> "d";
            case 'f' -> "SSSSSS";
            case 'H' -> "HH";
            case 'h', 'I' -> "hh";
            case 'i' -> "mm";
            case 'j' -> "DDD";
            case 'k' -> "H";
            case 'l' -> "h";
            case 'M' -> "MMMM";
            case 'm' -> "MM";
            case 'p' -> "a";
            case 'r' -> "hh:mm:ss a";
            case 'S', 's' -> "ss";
            case 'T' -> "HH:mm:ss";
            case 'v' -> "ww";
            case 'x' -> "xxxx";
            case 'W' -> "EEEE";
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'D', 'U', 'u', 'V', 'w', 'X' ->
                throw invalidArgument("%" + c + " not supported in date format string");
            default -> literal(c);
        };
    }

    /** A date by ISO week. */
    static LocalDate ofWeek(int year, int week, int day) {
        return LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(DayOfWeek.of(day));
    }
}
