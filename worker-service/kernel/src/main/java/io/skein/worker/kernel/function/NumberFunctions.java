package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidCast;
import static io.skein.worker.kernel.function.Failures.outOfRange;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.REAL;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;

/** Numbers from text, to text, and from one kind to another. */
final class NumberFunctions {
    private static final String DOUBLE_PATTERN = "0.0###################E0";
    private static final String REAL_PATTERN = "0.0#####E0";
    private static final double BIGINT_BOUND = 0x1p63;

    private NumberFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                fromText("boolean", BOOLEAN, NumberFunctions::truth, "BOOLEAN"),
                fromText("tinyint", DuckDBColumnType.TINYINT, text -> Byte.valueOf(text.strip()), "TINYINT"),
                fromText("smallint", DuckDBColumnType.SMALLINT, text -> Short.valueOf(text.strip()), "SMALLINT"),
                fromText("integer", INTEGER, text -> Integer.valueOf(text.strip()), "INT"),
                fromText("bigint", BIGINT, text -> Long.valueOf(text.strip()), "BIGINT"),
                fromText("real", REAL, Float::valueOf, "REAL"),
                fromText("double", DOUBLE, Double::valueOf, "DOUBLE"),
                JavaFunction.of(
                        "skein_varchar_to_decimal",
                        TEXT,
                        row -> decimal(row.text(0), row.integer(1), row.integer(2)),
                        TEXT,
                        INTEGER,
                        INTEGER),
                JavaFunction.of("skein_double_to_varchar", TEXT, row -> text(row.real(0)), DOUBLE),
                JavaFunction.of("skein_real_to_varchar", TEXT, row -> text(row.single(0)), REAL),
                JavaFunction.of(
                        "skein_double_to_decimal",
                        TEXT,
                        row -> decimal(row.real(0), "DOUBLE", row.integer(1), row.integer(2)),
                        DOUBLE,
                        INTEGER,
                        INTEGER),
                JavaFunction.of(
                        "skein_real_to_decimal",
                        TEXT,
                        row -> decimal(row.single(0), row.integer(1), row.integer(2)),
                        REAL,
                        INTEGER,
                        INTEGER),
                JavaFunction.of(
                        "skein_double_to_tinyint",
                        DuckDBColumnType.TINYINT,
                        row -> (byte) whole(row.real(0), "double", "tinyint", Byte.MAX_VALUE),
                        DOUBLE),
                JavaFunction.of(
                        "skein_double_to_smallint",
                        DuckDBColumnType.SMALLINT,
                        row -> (short) whole(row.real(0), "double", "smallint", Short.MAX_VALUE),
                        DOUBLE),
                JavaFunction.of(
                        "skein_double_to_integer",
                        INTEGER,
                        row -> (int) whole(row.real(0), "double", "integer", Integer.MAX_VALUE),
                        DOUBLE),
                JavaFunction.of("skein_double_to_bigint", BIGINT, row -> bigint(row.real(0)), DOUBLE),
                JavaFunction.of(
                        "skein_real_to_tinyint",
                        DuckDBColumnType.TINYINT,
                        row -> (byte) whole(row.single(0), "real", "tinyint", Byte.MAX_VALUE),
                        REAL),
                JavaFunction.of(
                        "skein_real_to_smallint",
                        DuckDBColumnType.SMALLINT,
                        row -> (short) whole(row.single(0), "real", "smallint", Short.MAX_VALUE),
                        REAL),
                JavaFunction.of(
                        "skein_real_to_integer",
                        INTEGER,
                        row -> (int) whole(row.single(0), "real", "integer", Integer.MAX_VALUE),
                        REAL),
                JavaFunction.of("skein_real_to_bigint", BIGINT, row -> bigintOfReal(row.single(0)), REAL),
                JavaFunction.of(
                        "skein_decimal_divide",
                        TEXT,
                        row -> divide(row.text(0), row.text(1), row.integer(2)),
                        TEXT,
                        TEXT,
                        INTEGER),
                JavaFunction.of(
                        "skein_decimal_average",
                        TEXT,
                        row -> average(row.text(0), row.bigint(1), row.integer(2)),
                        TEXT,
                        BIGINT,
                        INTEGER));
    }

    private static JavaFunction fromText(
            String type, DuckDBColumnType result, Function<String, Object> parse, String shownType) {
        return JavaFunction.of(
                "skein_varchar_to_" + type,
                result,
                row -> {
                    String text = row.text(0);
                    try {
                        return parse.apply(text);
                    } catch (NumberFormatException e) {
                        throw invalidCast("Cannot cast '" + text + "' to " + shownType);
                    }
                },
                TEXT);
    }

    private static Object truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    private static String decimal(String text, int precision, int scale) {
        String target = "DECIMAL(" + precision + ", " + scale + ")";
        BigDecimal value;
        try {
            value = new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP);
        } catch (NumberFormatException e) {
            throw invalidCast("Cannot cast VARCHAR '" + text + "' to " + target + ". Value is not a number.");
        }
        if (value.precision() > precision) {
            throw invalidCast("Cannot cast VARCHAR '" + text + "' to " + target + ". Value too large.");
        }
        return value.toPlainString();
    }

    private static String decimal(double value, String type, int precision, int scale) {
        if (!Double.isFinite(value)) {
            throw invalidCast("Cannot cast " + type + " '" + value + "' to DECIMAL(" + precision + ", " + scale + ")");
        }
        BigDecimal exact = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
        if (exact.precision() > precision) {
            throw invalidCast("Cannot cast " + type + " '" + value + "' to DECIMAL(" + precision + ", " + scale + ")");
        }
        return exact.toPlainString();
    }

    private static String decimal(float value, int precision, int scale) {
        String shown = "Cannot cast REAL '" + value + "' to DECIMAL(" + precision + ", " + scale + ")";
        if (!Float.isFinite(value)) {
            throw invalidCast(shown);
        }
        BigDecimal exact = new BigDecimal(Float.toString(value)).setScale(scale, RoundingMode.HALF_UP);
        if (exact.precision() > precision) {
            throw invalidCast(shown);
        }
        return exact.toPlainString();
    }

    static String text(double value) {
        return Double.isFinite(value) && value != 0 ? format(DOUBLE_PATTERN).format(value) : special(value);
    }

    private static String text(float value) {
        return Float.isFinite(value) && value != 0 ? format(REAL_PATTERN).format(value) : special(value);
    }

    private static String special(double value) {
        return value == 0 ? (1 / value > 0 ? "0E0" : "-0E0") : Double.toString(value);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private static long whole(double value, String from, String to, long maximum) {
        if (Double.isNaN(value)) {
            throw invalidCast("Cannot cast " + from + " NaN to " + to);
        }
        double rounded = Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
        if (rounded > maximum || rounded < -maximum - 1) {
            String shown = from.equals("real") ? Float.toString((float) value) : Double.toString(value);
            throw outOfRange("Out of range for " + to + ": " + shown);
        }
        return (long) rounded;
    }

    private static Object bigint(double value) {
        if (Double.isNaN(value) || Math.abs(value) >= BIGINT_BOUND && value != -BIGINT_BOUND) {
            throw invalidCast("Unable to cast " + value + " to bigint");
        }
        return BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static Object bigintOfReal(float value) {
        if (Float.isNaN(value)) {
            throw invalidCast("Cannot cast real NaN to bigint");
        }
        if (Math.abs(value) >= BIGINT_BOUND && value != -BIGINT_BOUND) {
            throw outOfRange("Out of range for bigint: " + value);
        }
        return Math.round((double) value);
    }

    private static String divide(String dividend, String divisor, int scale) {
        BigDecimal right = new BigDecimal(divisor);
        if (right.signum() == 0) {
            throw Failures.failure(io.skein.spi.error.StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
        }
        return checked(new BigDecimal(dividend).divide(right, scale, RoundingMode.HALF_UP));
    }

    private static String average(String sum, long count, int scale) {
        return new BigDecimal(sum)
                .divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String checked(BigDecimal value) {
        if (value.precision() > 38) {
            throw outOfRange("Decimal overflow");
        }
        return value.toPlainString();
    }
}
