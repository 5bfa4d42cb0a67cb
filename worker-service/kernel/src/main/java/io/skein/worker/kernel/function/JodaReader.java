package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;

import io.skein.worker.kernel.function.JodaFormats.Errors;
import io.skein.worker.kernel.function.JodaFormats.Read;
import io.skein.worker.kernel.function.JodaFormats.Token;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one text by a Joda pattern. Fields that the pattern lacks are those of the start of 1970, or of 2000 where a month stands alone. */
final class JodaReader {
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d{2}(?::?\\d{2})?");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z][A-Za-z0-9/_+:-]*|[+-]\\d{2}:?\\d{2}");

    private final String text;
    private final Errors errors;
    private final Map<Character, Integer> fields = new HashMap<>();
    private ZoneId zone;
    private int at;
    private int nanos;

    JodaReader(String text, ZoneId zone, Errors errors) {
        this.text = text;
        this.zone = zone;
        this.errors = errors;
    }

    Read read(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean digitsFollow = i + 1 < tokens.size() && numeric(tokens.get(i + 1));
            token(tokens.get(i), digitsFollow);
        }
        if (at < text.length()) {
            throw malformed();
        }
        return new Read(LocalDateTime.of(date(), time()), zone);
    }

    private static boolean numeric(Token token) {
        return token.letter() != 0 && (token.letter() == 'M' ? token.count() < 3 : "GEazZ".indexOf(token.letter()) < 0);
    }

    private void token(Token token, boolean digitsFollow) {
        char letter = token.letter();
        int count = token.count();
        switch (letter) {
            case 0 -> literal(token.literal());
            case 'a' -> word(List.of("AM", "PM"), 'a');
            case 'G' -> word(List.of("BC", "AD"), 'G');
            case 'E' ->
                name(List.of(DayOfWeek.values()), day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH), 'E');
            case 'M' -> {
                if (count > 2) {
                    name(List.of(Month.values()), month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH), 'M');
                } else {
                    number('M', digitsFollow ? count : 2);
                }
            }
            case 'S' -> fraction(count);
            case 'Z', 'z' -> zone(count);
            case 'y', 'Y', 'x' -> year(letter, count, digitsFollow);
            default -> number(letter, digitsFollow ? count : Math.max(count, letter == 'D' ? 3 : 2));
        }
    }

    private void literal(String literal) {
        if (!text.regionMatches(true, at, literal, 0, literal.length())) {
            throw malformed();
        }
        at += literal.length();
    }

    private void word(List<String> words, char field) {
        for (String word : words) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                fields.put(field, words.indexOf(word));
                at += word.length();
                return;
            }
        }
        throw malformed();
    }

    private <T> void name(List<T> values, Function<T, String> full, char field) {
        for (int width : new int[] {0, 3}) {
            for (T value : values) {
                String name = width == 0 ? full.apply(value) : full.apply(value).substring(0, width);
                if (text.regionMatches(true, at, name, 0, name.length())) {
                    fields.put(field, values.indexOf(value) + 1);
                    at += name.length();
                    return;
                }
            }
        }
        throw malformed();
    }

    private int digits(int most) {
        int start = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') && most > 4) {
            at++;
        }
        int first = at;
        while (at < text.length() && at - first < most && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == first) {
            at = start;
            throw malformed();
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private void number(char field, int most) {
        fields.put(field, digits(most));
    }

    private void year(char letter, int count, boolean digitsFollow) {
        int start = at;
        int value = digits(digitsFollow ? count : 9);
        boolean pivot = count == 2 && at - start == 2;
        fields.put(letter == 'Y' ? 'y' : letter, pivot ? value + (value >= 70 ? 1900 : 2000) : value);
    }

    private void fraction(int count) {
        int start = at;
        while (at < text.length() && at - start < Math.max(count, 9) && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        String millis = (text.substring(start, at) + "000").substring(0, 3);
        nanos = Integer.parseInt(millis) * 1_000_000;
    }

    private void zone(int count) {
        Matcher matcher = (count > 2 ? ZONE : OFFSET).matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        String name = matcher.group();
        try {
            zone = name.startsWith("+") || name.startsWith("-") ? ZoneOffset.of(name) : ZoneFunctions.zone(name);
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw malformed();
        }
        at = matcher.end();
    }

    private LocalDate date() {
        Integer year = fields.get('y');
        Integer week = fields.get('w');
        if (fields.containsKey('x') || week != null) {
            int weekYear = fields.getOrDefault('x', 2000);
            return MySqlFormats.ofWeek(
                    weekYear,
                    checked("weekOfWeekyear", week, 1, 1, 53),
                    fields.getOrDefault('e', fields.getOrDefault('E', 1)));
        }
        Integer dayOfYear = fields.get('D');
        if (dayOfYear != null) {
            int known = year == null ? 1970 : year;
            return LocalDate.ofYearDay(
                    known, checked("dayOfYear", dayOfYear, 1, 1, Year.of(known).length()));
        }
        boolean dateless = year == null && (fields.containsKey('M') || fields.containsKey('d'));
        int known = year == null ? dateless ? 2000 : 1970 : year;
        int month = checked("monthOfYear", fields.get('M'), 1, 1, 12);
        int day = fields.getOrDefault('d', 1);
        int length = YearMonth.of(known, month).lengthOfMonth();
        if (day < 1 || day > length) {
            throw impossible("dayOfMonth", day, 1, errors == Errors.PARTS && day > 31 ? 31 : length, Month.of(month));
        }
        return LocalDate.of(known, month, day);
    }

    private LocalTime time() {
        int hour = checked("hourOfDay", fields.get('H'), 0, 0, 23);
        if (fields.containsKey('k')) {
            hour = checked("clockhourOfDay", fields.get('k'), 24, 1, 24) % 24;
        }
        boolean afternoon = fields.getOrDefault('a', 0) == 1;
        if (fields.containsKey('h')) {
            hour = checked("clockhourOfHalfday", fields.get('h'), 12, 1, 12) % 12 + (afternoon ? 12 : 0);
        }
        if (fields.containsKey('K')) {
            hour = checked("hourOfHalfday", fields.get('K'), 0, 0, 11) + (afternoon ? 12 : 0);
        }
        return LocalTime.of(
                hour,
                checked("minuteOfHour", fields.get('m'), 0, 0, 59),
                checked("secondOfMinute", fields.get('s'), 0, 0, 59),
                nanos);
    }

    private int checked(String field, @Nullable Integer value, int missing, int least, int most) {
        if (value == null) {
            return missing;
        }
        if (value < least || value > most) {
            throw impossible(field, value, least, most, null);
        }
        return value;
    }

    private IllegalArgumentException impossible(String field, int value, int least, int most, @Nullable Month month) {
        if (errors == Errors.JODA) {
            return invalidArgument("Cannot parse \"%s\": Value %d for %s must be in the range [%d,%d]"
                    .formatted(text, value, field, least, most));
        }
        if (month != null && value <= 31) {
            return invalidArgument("Invalid date '" + month + " " + value + "'");
        }
        String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        String range = field.equals("dayOfMonth") ? "1 - 28/31" : least + " - " + most;
        return invalidArgument("Invalid value for " + name + " (valid values " + range + "): " + value);
    }

    private IllegalArgumentException malformed() {
        return invalidArgument("Invalid format: \"" + text + "\""
                + (at == 0
                        ? ""
                        : at < text.length() ? " is malformed at \"" + text.substring(at) + "\"" : " is too short"));
    }
}
