package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in other bases, rounding of wide decimals, sizes and durations, distributions. */
final class MathAlgorithms {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)\\s*");
    private static final List<String> SIZE_UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
    private static final Map<String, Double> DURATION_MILLIS =
            Map.of("ns", 1e-6, "us", 1e-3, "ms", 1.0, "s", 1e3, "m", 6e4, "h", 3.6e6, "d", 8.64e7);

    private MathAlgorithms() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_cbrt", DOUBLE, row -> Math.cbrt(row.real(0)), DOUBLE),
                JavaFunction.of("skein_to_base", TEXT, row -> toBase(row.bigint(0), row.bigint(1)), BIGINT, BIGINT),
                JavaFunction.of("skein_from_base", BIGINT, row -> fromBase(row.text(0), row.bigint(1)), TEXT, BIGINT),
                JavaFunction.of(
                        "skein_decimal_round",
                        TEXT,
                        row -> round(row.text(0), row.integer(1), row.integer(2), RoundingMode.HALF_UP),
                        TEXT,
                        INTEGER,
                        INTEGER),
                JavaFunction.of(
                        "skein_decimal_truncate",
                        TEXT,
                        row -> round(row.text(0), row.integer(1), row.integer(2), RoundingMode.DOWN),
                        TEXT,
                        INTEGER,
                        INTEGER),
                JavaFunction.of("skein_data_size", TEXT, row -> dataSize(row.text(0)), TEXT),
                JavaFunction.of("skein_duration", BIGINT, row -> duration(row.text(0)), TEXT),
                JavaFunction.of("skein_human_seconds", TEXT, row -> humanSeconds(row.real(0)), DOUBLE));
    }

    private static int radix(long radix) {
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw invalidArgument("Radix must be between 2 and 36");
        }
        return (int) radix;
    }

    private static String toBase(long value, long radix) {
        String text = Long.toString(value, radix(radix));
        if (text.length() > 64) {
            String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
            throw Failures.failure(
                    StandardErrorCode.GENERIC_INTERNAL_ERROR,
                    "Character count exceeds length limit 64: base64:" + encoded);
        }
        return text;
    }

    private static Object fromBase(String text, long radix) {
        try {
            return Long.parseLong(text, radix(radix));
        } catch (NumberFormatException e) {
            throw invalidArgument("Not a valid base-" + radix + " number: " + text);
        }
    }

    private static String round(String text, int digits, int scale, RoundingMode mode) {
        BigDecimal value = new BigDecimal(text);
        if (digits >= value.scale()) {
            return text;
        }
        BigDecimal rounded =
                value.precision() - value.scale() + digits < 0 ? BigDecimal.ZERO : value.setScale(digits, mode);
        BigDecimal result = rounded.setScale(scale, RoundingMode.UNNECESSARY);
        if (result.precision() > 38) {
            throw Failures.outOfRange("decimal overflow: " + text);
        }
        return result.toPlainString();
    }

    private static String dataSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        int power = matcher.matches() ? SIZE_UNITS.indexOf(matcher.group(2)) : -1;
        if (power < 0) {
            throw invalidArgument("Invalid data size: '" + text + "'");
        }
        BigInteger bytes = new BigDecimal(matcher.group(1))
                .multiply(new BigDecimal(BigInteger.TWO.pow(10 * power)))
                .toBigInteger();
        return bytes.toString();
    }

    private static Object duration(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw invalidArgument("duration is not a valid data duration string: " + text);
        }
        Double unit = DURATION_MILLIS.get(matcher.group(2));
        if (unit == null) {
            throw invalidArgument("Unknown time unit: " + matcher.group(2));
        }
        return Math.round(Double.parseDouble(matcher.group(1)) * unit);
    }

    private static String humanSeconds(double value) {
        if (!Double.isFinite(value)) {
            throw invalidArgument("Invalid argument found: " + value);
        }
        long seconds = Math.abs(Math.round(value));
        List<String> parts = new ArrayList<>();
        add(parts, seconds / 604800, "week");
        add(parts, seconds / 86400 % 7, "day");
        add(parts, seconds / 3600 % 24, "hour");
        add(parts, seconds / 60 % 60, "minute");
        if (seconds % 60 > 0 || parts.isEmpty()) {
            parts.add(seconds % 60 + (seconds % 60 == 1 ? " second" : " seconds"));
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
