package io.skein.worker.kernel.match;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of values in conditions with its arithmetic, which is Trino's: checked, integer division truncates, decimals have the precision and scale that
 * the coordinator gave the result.
 *
 * @param name the SQL name; what is no number goes by its kind's name
 * @param precision digits of a decimal, and {@code scale} those after its point
 */
record NumberType(String name, ValueKind kind, int precision, int scale) {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
    private static final Map<String, Integer> INTEGER_BITS =
            Map.of("tinyint", Byte.SIZE, "smallint", Short.SIZE, "integer", Integer.SIZE, "bigint", Long.SIZE);

    static NumberType parse(String name) {
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return new NumberType(
                    "decimal",
                    ValueKind.DECIMAL,
                    Integer.parseInt(decimal.group(1)),
                    Integer.parseInt(decimal.group(2)));
        }
        ValueKind kind = switch (name) {
            case "double", "real" -> ValueKind.DOUBLE;
            case "boolean" -> ValueKind.BOOLEAN;
            case "text" -> ValueKind.TEXT;
            default -> ValueKind.INTEGER;
        };
        return new NumberType(name, kind, 0, 0);
    }

    /** The value in this type: rounded to nearest, or failing where it does not fit. */
    Object of(Object value) {
        return switch (kind) {
            case INTEGER -> value instanceof Long number ? whole(number) : whole(rounded(value));
            case DOUBLE -> floating(((Number) value).doubleValue());
            case DECIMAL -> decimal(exact(value));
            case BOOLEAN, TEXT -> value;
        };
    }

    private static long rounded(Object value) {
        BigDecimal number = exact(value).setScale(0, RoundingMode.HALF_UP);
        if (number.toBigInteger().bitLength() >= Long.SIZE) {
            throw outOfRange("Out of range for bigint: " + value);
        }
        return number.longValue();
    }

    private static BigDecimal exact(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Long number -> BigDecimal.valueOf(number);
            case Double number
            when number.isNaN() || number.isInfinite() ->
                throw new SkeinException(
                        StandardErrorCode.INVALID_CAST_ARGUMENT, "Cannot cast DOUBLE '" + number + "' to a number");
            case Double number -> new BigDecimal(number);
            default -> throw new IllegalArgumentException("Not a number: " + value);
        };
    }

    private Long whole(long value) {
        int bits = INTEGER_BITS.getOrDefault(name, Long.SIZE);
        if (bits < Long.SIZE && value >> (bits - 1) != value >> (Long.SIZE - 1)) {
            throw outOfRange("Out of range for " + name + ": " + value);
        }
        return value;
    }

    private Double floating(double value) {
        return name.equals("real") ? (double) (float) value : value;
    }

    private BigDecimal decimal(BigDecimal value) {
        BigDecimal fitted = value.setScale(scale, RoundingMode.HALF_UP);
        if (fitted.precision() > precision) {
            throw outOfRange("Decimal overflow");
        }
        return fitted;
    }

    Object add(Object left, Object right) {
        return arithmetic("addition", "+", left, right);
    }

    Object subtract(Object left, Object right) {
        return arithmetic("subtraction", "-", left, right);
    }

    Object multiply(Object left, Object right) {
        return arithmetic("multiplication", "*", left, right);
    }

    private Object arithmetic(String operation, String sign, Object left, Object right) {
        return switch (kind) {
            case INTEGER -> integer(operation, sign, (Long) left, (Long) right);
            case DOUBLE -> {
                double first = (Double) left;
                double second = (Double) right;
                yield floating(
                        switch (sign) {
                            case "+" -> first + second;
                            case "-" -> first - second;
                            default -> first * second;
                        });
            }
            case DECIMAL -> {
                BigDecimal first = exact(left);
                BigDecimal second = exact(right);
                yield decimal(
                        switch (sign) {
                            case "+" -> first.add(second);
                            case "-" -> first.subtract(second);
                            default -> first.multiply(second);
                        });
            }
            case BOOLEAN, TEXT -> throw new IllegalStateException("No arithmetic for " + name);
        };
    }

    private Long integer(String operation, String sign, long left, long right) {
        BigInteger first = BigInteger.valueOf(left);
        BigInteger second = BigInteger.valueOf(right);
        BigInteger result = switch (sign) {
            case "+" -> first.add(second);
            case "-" -> first.subtract(second);
            default -> first.multiply(second);
        };
        if (result.bitLength() >= INTEGER_BITS.getOrDefault(name, Long.SIZE)) {
            throw outOfRange("%s %s overflow: %s %s %s".formatted(name, operation, left, sign, right));
        }
        return result.longValue();
    }

    Object divide(Object left, Object right) {
        return switch (kind) {
            case INTEGER -> whole((Long) left / (Long) nonZero(right));
            case DOUBLE -> floating((Double) left / (Double) right);
            case DECIMAL -> {
                nonZero(right);
                BigDecimal quotient = exact(left).divide(exact(right), scale, RoundingMode.HALF_UP);
                yield decimal(quotient);
            }
            case BOOLEAN, TEXT -> throw new IllegalStateException("No arithmetic for " + name);
        };
    }

    Object modulus(Object left, Object right) {
        return switch (kind) {
            case INTEGER -> (Long) left % (Long) nonZero(right);
            case DOUBLE -> floating((Double) left % (Double) right);
            case DECIMAL -> {
                nonZero(right);
                yield decimal(exact(left).remainder(exact(right)));
            }
            case BOOLEAN, TEXT -> throw new IllegalStateException("No arithmetic for " + name);
        };
    }

    private static Object nonZero(Object divisor) {
        if (exact(divisor).signum() == 0) {
            throw new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
        }
        return divisor;
    }

    private static SkeinException outOfRange(String message) {
        return new SkeinException(StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, message);
    }
}
