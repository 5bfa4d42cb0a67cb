package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** format() and format_number(). */
final class FormatFunction {
    private static final List<String> UNITS = List.of("", "K", "M", "B", "T", "Q");

    private FormatFunction() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_format", TEXT, row -> format(row.text(0), row.text(1), row.text(2)), TEXT, TEXT, TEXT),
                JavaFunction.of("skein_format_number", TEXT, row -> abbreviated(row.real(0)), DOUBLE));
    }

    /** {@code kinds} has a letter for each value: what its text is to be read as. */
    private static String format(String pattern, String kinds, String values) {
        JsonNode texts = JsonFunctions.read(values);
        @Nullable Object[] arguments = new Object[kinds.length()];
        for (int i = 0; i < arguments.length; i++) {
            JsonNode text = texts.get(i);
            arguments[i] = text.isNull() ? null : value(kinds.charAt(i), text.textValue());
        }
        try {
            return String.format(Locale.ENGLISH, pattern, arguments);
        } catch (IllegalFormatException e) {
            String name = e.getClass().getSimpleName().replace("Exception", "");
            throw invalidArgument("Invalid format string: " + pattern + " (" + name + ": " + e.getMessage() + ")");
        }
    }

    private static Object value(char kind, String text) {
        return switch (kind) {
            case 'l' -> Long.valueOf(text);
            case 'f' -> Double.valueOf(text);
            case 'r' -> Float.valueOf(text);
            case 'm' -> new BigDecimal(text);
            case 'b' -> Boolean.valueOf(text);
            case 'd' -> LocalDate.parse(text);
            case 't' -> LocalDateTime.parse(text.replace(' ', 'T'));
            case 'c' -> LocalTime.parse(text);
            case 'z' -> zoned(text);
            default -> text;
        };
    }

    private static ZonedDateTime zoned(String text) {
        int space = text.lastIndexOf(' ');
        return LocalDateTime.parse(text.substring(0, space).replace(' ', 'T'))
                .atZone(ZoneId.of(text.substring(space + 1)));
    }

    private static String abbreviated(double value) {
        double magnitude = Double.isNaN(value) ? 0 : Math.min(Math.abs(value), Long.MAX_VALUE);
        int unit = 0;
        while (magnitude >= 1000 && unit < UNITS.size() - 1) {
            magnitude /= 1000;
            unit++;
        }
        if (unit == 0) {
            magnitude = Math.floor(magnitude);
        }
        int digits = magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0;
        String text = BigDecimal.valueOf(magnitude)
                .setScale(digits, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return (value < 0 && !text.equals("0") ? "-" : "") + text + UNITS.get(unit);
    }
}
