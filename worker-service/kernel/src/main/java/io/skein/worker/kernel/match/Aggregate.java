package io.skein.worker.kernel.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of a condition.
 *
 * @param labels whose rows it is over; empty for all of them
 * @param column its argument; negative without one
 * @param type the result's
 */
record Aggregate(Function function, BitSet labels, int column, NumberType type) {
    /** The functions that conditions may use. */
    enum Function {
        COUNT,
        COUNT_IF,
        SUM,
        AVG,
        MIN,
        MAX,
        BOOL_AND,
        BOOL_OR,
        ANY_VALUE
    }

    boolean covers(int label) {
        return labels.isEmpty() || labels.get(label);
    }

    Tally add(Tally tally, int row, Partition partition) {
        Object argument = column < 0 ? Boolean.TRUE : partition.value(column, row);
        boolean counts = argument != null && (function != Function.COUNT_IF || argument.equals(true));
        Object value = counts && argument != null ? combined(tally.value(), argument) : tally.value();
        return new Tally(
                tally.rows() == 0 ? null : tally, row, tally.rows() + 1, tally.count() + (counts ? 1 : 0), value);
    }

    private @Nullable Object combined(@Nullable Object value, Object argument) {
        return switch (function) {
            case COUNT, COUNT_IF -> null;
            case SUM -> value == null ? type.of(argument) : type.add(value, type.of(argument));
            case AVG -> value == null ? wide(argument) : sum(value, wide(argument));
            case MIN -> value == null || Comparisons.order(argument, value) < 0 ? argument : value;
            case MAX -> value == null || Comparisons.order(argument, value) > 0 ? argument : value;
            case BOOL_AND -> (value == null || (Boolean) value) && (Boolean) argument;
            case BOOL_OR -> (value != null && (Boolean) value) || (Boolean) argument;
            case ANY_VALUE -> value == null ? argument : value;
        };
    }

    private Object wide(Object argument) {
        return type.kind() == ValueKind.DECIMAL ? type.of(argument) : (Object) ((Number) argument).doubleValue();
    }

    private static Object sum(Object left, Object right) {
        return left instanceof BigDecimal decimal
                ? decimal.add((BigDecimal) right)
                : (Object) ((Double) left + (Double) right);
    }

    @Nullable
    Object result(Tally tally) {
        return switch (function) {
            case COUNT, COUNT_IF -> tally.count();
            case AVG -> tally.value() == null ? null : average(tally.value(), tally.count());
            case SUM, MIN, MAX, BOOL_AND, BOOL_OR, ANY_VALUE -> tally.value();
        };
    }

    private Object average(Object sum, long count) {
        return sum instanceof BigDecimal decimal
                ? decimal.divide(BigDecimal.valueOf(count), type.scale(), RoundingMode.HALF_UP)
                : type.of((Double) sum / count);
    }
}
