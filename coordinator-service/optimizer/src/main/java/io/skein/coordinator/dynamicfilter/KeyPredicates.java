package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of a key as a condition in the kernel's SQL. Rows that it lets pass may still find no partner. */
public final class KeyPredicates {
    /** To the kernel more values cost more than they keep out beyond their span. */
    private static final int MOST_VALUES = 50;

    private static final ExpressionWriter WRITER = new ExpressionWriter(FunctionRegistry.standard());

    private KeyPredicates() {}

    /** Empty where the domain says nothing; a domain of nothing is nobody's to ask for. */
    public static Optional<String> of(String symbol, Type type, Domain values) {
        Expression column = new Symbol(symbol, type).reference();
        List<Range> ranges = values.ranges();
        if (ranges.size() <= MOST_VALUES && ranges.stream().allMatch(Range::single)) {
            List<Expression> list = ranges.stream()
                    .map(range -> constant(range.low().orElseThrow(), type))
                    .toList();
            return Optional.of(WRITER.write(new Expression.In(column, list)));
        }
        List<String> bounds = new ArrayList<>();
        ranges.getFirst()
                .low()
                .ifPresent(low -> bounds.add(
                        compared(column, Expression.ComparisonOperator.GREATER_THAN_OR_EQUAL, constant(low, type))));
        ranges.getLast()
                .high()
                .ifPresent(high -> bounds.add(
                        compared(column, Expression.ComparisonOperator.LESS_THAN_OR_EQUAL, constant(high, type))));
        return bounds.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", bounds));
    }

    private static Expression constant(Object value, Type type) {
        return new Expression.Constant(value, type);
    }

    private static String compared(Expression column, Expression.ComparisonOperator operator, Expression bound) {
        return WRITER.write(new Expression.Comparison(operator, column, bound));
    }
}
