package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a filter's term as the domain of the one column it speaks of. */
final class Domains {
    private Domains() {}

    static Optional<Symbol> column(Expression term) {
        Set<Symbol> read = ExpressionTree.references(term);
        return read.size() == 1 ? Optional.of(read.iterator().next()) : Optional.empty();
    }

    /** What the term leaves of the column, or empty where it cannot be said in ranges. */
    static Optional<Domain> of(Expression term, Symbol column) {
        if (!Values.comparable(column.type())) {
            return term instanceof IsNull isNull && isNull.value().equals(column.reference())
                    ? Optional.of(new Domain(column.type(), List.of(), true))
                    : Optional.empty();
        }
        Expression reference = column.reference();
        return switch (term) {
            case Comparison comparison -> {
                if (comparison.left().equals(reference) && comparison.right() instanceof Constant constant) {
                    yield comparison(column.type(), comparison.operator(), constant);
                }
                yield comparison.right().equals(reference) && comparison.left() instanceof Constant constant
                        ? comparison(column.type(), comparison.operator().flipped(), constant)
                        : Optional.empty();
            }
            case Between between -> {
                if (!between.value().equals(reference)) {
                    yield Optional.empty();
                }
                Expression low = new Comparison(ComparisonOperator.GREATER_THAN_OR_EQUAL, reference, between.low());
                Expression high = new Comparison(ComparisonOperator.LESS_THAN_OR_EQUAL, reference, between.high());
                yield conjunction(ExpressionTree.and(List.of(low, high)), column);
            }
            case In in when in.value().equals(reference) -> list(column.type(), in.list());
            case IsNull isNull
            when isNull.value().equals(reference) -> Optional.of(new Domain(column.type(), List.of(), true));
            case Not not
            when not.value() instanceof IsNull isNull && isNull.value().equals(reference) ->
                Optional.of(new Domain(column.type(), List.of(Range.ALL), false));
            case Logical logical when logical.operator() == LogicalOperator.OR -> either(logical.terms(), column);
            default -> Optional.empty();
        };
    }

    private static Optional<Domain> comparison(Type type, ComparisonOperator operator, Constant constant) {
        Object value = constant.value();
        if (value == null || Values.nan(value)) {
            return Optional.empty();
        }
        Optional<Object> bound = Optional.of(value);
        List<Range> ranges = switch (operator) {
            case EQUAL -> List.of(Range.equal(value));
            case LESS_THAN -> List.of(new Range(Optional.empty(), false, bound, false));
            case LESS_THAN_OR_EQUAL -> List.of(new Range(Optional.empty(), false, bound, true));
            case GREATER_THAN -> List.of(new Range(bound, false, Optional.empty(), false));
            case GREATER_THAN_OR_EQUAL -> List.of(new Range(bound, true, Optional.empty(), false));
            case NOT_EQUAL ->
                List.of(
                        new Range(Optional.empty(), false, bound, false),
                        new Range(bound, false, Optional.empty(), false));
            case IS_DISTINCT_FROM -> List.of();
        };
        return operator == ComparisonOperator.IS_DISTINCT_FROM
                ? Optional.empty()
                : Optional.of(new Domain(type, ranges, false));
    }

    private static Optional<Domain> list(Type type, List<Expression> list) {
        List<Range> ranges = new ArrayList<>();
        for (Expression element : list) {
            if (!(element instanceof Constant constant)) {
                return Optional.empty();
            }
            Object value = constant.value();
            if (value != null) {
                if (Values.nan(value)) {
                    return Optional.empty();
                }
                ranges.add(Range.equal(value));
            }
        }
        return Optional.of(new Domain(type, Ranges.union(ranges), false));
    }

    private static Optional<Domain> either(List<Expression> terms, Symbol column) {
        List<Range> ranges = new ArrayList<>();
        boolean nullAllowed = false;
        for (Expression term : terms) {
            Optional<Domain> domain = conjunction(term, column);
            if (domain.isEmpty()) {
                return Optional.empty();
            }
            ranges.addAll(domain.get().ranges());
            nullAllowed |= domain.get().nullAllowed();
        }
        return Optional.of(new Domain(column.type(), Ranges.union(ranges), nullAllowed));
    }

    /** A branch of an OR may be a conjunction: any of its terms' domains holds it. */
    private static Optional<Domain> conjunction(Expression term, Symbol column) {
        Optional<Domain> all = Optional.empty();
        for (Expression part : ExpressionTree.conjuncts(term)) {
            Optional<Domain> one = of(part, column);
            all = all.isPresent() && one.isPresent()
                    ? Optional.of(intersection(all.get(), one.get()))
                    : all.or(() -> one);
        }
        return all;
    }

    static Domain intersection(Domain left, Domain right) {
        return new Domain(
                left.type(),
                Ranges.intersection(left.ranges(), right.ranges()),
                left.nullAllowed() && right.nullAllowed());
    }

    /** Order among the Java forms of constants. */
    static final class Values {
        private Values() {}

        /** Types whose Java values compare as SQL compares them. */
        static boolean comparable(Type type) {
            return switch (type) {
                case Type.Simple simple ->
                    switch (simple) {
                        case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE -> true;
                        default -> false;
                    };
                case Type.Decimal _, Type.Varchar _, Type.Timestamp _, Type.Time _ -> true;
                default -> false;
            };
        }

        static boolean nan(Object value) {
            return (value instanceof Double real && Double.isNaN(real))
                    || (value instanceof Float single && Float.isNaN(single));
        }

        @SuppressWarnings("unchecked")
        static int compare(Object left, Object right) {
            if (left instanceof String one && right instanceof String other) {
                return compareCodePoints(one, other);
            }
            return ((Comparable<Object>) left).compareTo(right);
        }

        /** By code point, as UTF-8 bytes order; Java's own order differs above the basic plane. */
        private static int compareCodePoints(String left, String right) {
            int[] one = left.codePoints().toArray();
            int[] other = right.codePoints().toArray();
            return Arrays.compare(one, other);
        }
    }
}
