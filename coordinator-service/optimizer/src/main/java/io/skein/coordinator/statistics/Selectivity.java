package io.skein.coordinator.statistics;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.Reference;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The part of the rows that a condition lets pass. */
final class Selectivity {
    private static final double UNKNOWN = 0.25;
    private static final double PATTERN = 0.1;

    private Selectivity() {}

    static double of(Expression condition, PlanEstimate input) {
        return switch (condition) {
            case Constant constant -> Boolean.TRUE.equals(constant.value()) ? 1 : 0;
            case Logical logical
            when logical.operator() == LogicalOperator.AND ->
                logical.terms().stream().mapToDouble(term -> of(term, input)).reduce(1, (left, right) -> left * right);
            case Logical logical ->
                1
                        - logical.terms().stream()
                                .mapToDouble(term -> 1 - of(term, input))
                                .reduce(1, (left, right) -> left * right);
            case Not not -> 1 - of(not.value(), input);
            case IsNull isNull -> isNull.value() instanceof Reference reference ? nulls(reference, input) : 0.1;
            case Comparison comparison -> comparison(comparison, input);
            case Between between ->
                range(between.value(), number(between.low()), number(between.high()), input, UNKNOWN / 2);
            case In in -> Math.min(1, in.list().size() * equality(in.value(), input));
            case Call call when call.function().name().equals("$like") -> PATTERN;
            case Reference _ -> 0.5;
            default -> UNKNOWN;
        };
    }

    private static double comparison(Comparison comparison, PlanEstimate input) {
        Expression left = comparison.left();
        Expression right = comparison.right();
        if (left instanceof Constant && !(right instanceof Constant)) {
            return comparison(new Comparison(comparison.operator().flipped(), right, left), input);
        }
        boolean constant = right instanceof Constant;
        return switch (comparison.operator()) {
            case EQUAL -> constant ? equality(left, input) : Math.min(equality(left, input), equality(right, input));
            case NOT_EQUAL, IS_DISTINCT_FROM -> 1 - equality(left, input);
            case LESS_THAN, LESS_THAN_OR_EQUAL -> range(left, Double.NaN, number(right), input, UNKNOWN);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> range(left, number(right), Double.NaN, input, UNKNOWN);
        };
    }

    private static double equality(Expression value, PlanEstimate input) {
        double distinct = value instanceof Reference reference
                ? input.column(reference.symbol()).distinctValues()
                : Double.NaN;
        return Double.isNaN(distinct) ? 0.1 : 1 / Math.max(1, distinct);
    }

    private static double nulls(Reference reference, PlanEstimate input) {
        double fraction = input.column(reference.symbol()).nullFraction();
        return Double.isNaN(fraction) ? 0.1 : fraction;
    }

    private static double range(Expression value, double from, double to, PlanEstimate input, double otherwise) {
        if (!(value instanceof Reference reference)) {
            return otherwise;
        }
        ColumnEstimate column = input.column(reference.symbol());
        double width = column.high() - column.low();
        if (Double.isNaN(width) || width <= 0 || (Double.isNaN(from) && Double.isNaN(to))) {
            return otherwise;
        }
        double low = Double.isNaN(from) ? column.low() : Math.max(from, column.low());
        double high = Double.isNaN(to) ? column.high() : Math.min(to, column.high());
        return Math.clamp((high - low) / width, 0.0001, 1);
    }

    /** The constant on the scale that statistics use, or NaN. */
    static double number(Expression expression) {
        if (!(expression instanceof Constant constant)) {
            return Double.NaN;
        }
        return switch (constant.value()) {
            case Number value -> value.doubleValue();
            case LocalDate date -> date.toEpochDay();
            case LocalDateTime time ->
                ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
            case null, default -> Double.NaN;
        };
    }
}
