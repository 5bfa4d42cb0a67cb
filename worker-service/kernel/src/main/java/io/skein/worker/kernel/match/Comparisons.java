package io.skein.worker.kernel.match;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Compares values of one kind as SQL does. */
final class Comparisons {
    private Comparisons() {}

    /** Negative, zero or positive; NaN comes last, and text goes by code points. */
    static int order(Object left, Object right) {
        return switch (left) {
            case Boolean value -> value.compareTo((Boolean) right);
            case Long value -> value.compareTo((Long) right);
            case Double value ->
                value.equals(right) || value == ((Double) right).doubleValue() ? 0 : value.compareTo((Double) right);
            case BigDecimal value -> value.compareTo((BigDecimal) right);
            case String value -> text(value, (String) right);
            default -> throw new IllegalArgumentException("No order: " + left.getClass());
        };
    }

    private static int text(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char first = left.charAt(i);
            char second = right.charAt(i);
            if (first != second) {
                boolean bothSurrogates = Character.isSurrogate(first) == Character.isSurrogate(second);
                return bothSurrogates ? Character.compare(first, second) : Character.isSurrogate(first) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The answer of {@code =, <>, <, <=, >, >=}, for which NaN is unequal to all, or of {@code IS DISTINCT FROM}. */
    static @Nullable Boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        if (operator.equals("IS DISTINCT FROM")) {
            return left == null || right == null ? left != right : order(left, right) != 0;
        }
        if (left == null || right == null) {
            return null;
        }
        if (isNaN(left) || isNaN(right)) {
            return operator.equals("<>");
        }
        int order = order(left, right);
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("Not an operator: " + operator);
        };
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }
}
