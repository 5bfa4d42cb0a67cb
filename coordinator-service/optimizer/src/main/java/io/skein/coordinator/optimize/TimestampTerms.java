package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.function.constant.ConstantTimes;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.type.Type;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says comparisons of timestamps in the form that {@link Domains} reads: {@code CAST(t AS timestamp with time zone) > now() - INTERVAL '5' MINUTE} is
 * {@code t > TIMESTAMP '...'} in the session's time zone.
 *
 * @param zone the session's
 */
public record TimestampTerms(ZoneId zone) {
    private static final Set<String> SHIFTS = Set.of("$add", "$subtract");
    /** Local times and instants have one order where the zone's offset stays the same for as long before and after. */
    private static final int STEADY_DAYS = 2;

    /** The same predicate; terms of another kind are as they were. */
    public Expression simplified(Expression predicate) {
        return ExpressionTree.and(
                ExpressionTree.conjuncts(predicate).stream().map(this::term).toList());
    }

    private Expression term(Expression term) {
        return switch (term) {
            case Comparison(var operator, Expression left, Expression right)
            when timestamp(left.type()) -> local(new Comparison(operator, folded(left), folded(right)));
            case Between(Expression value, Expression low, Expression high)
            when timestamp(value.type()) ->
                ExpressionTree.and(List.of(
                        term(new Comparison(Expression.ComparisonOperator.GREATER_THAN_OR_EQUAL, value, low)),
                        term(new Comparison(Expression.ComparisonOperator.LESS_THAN_OR_EQUAL, value, high))));
            default -> term;
        };
    }

    private static boolean timestamp(Type type) {
        return type instanceof Type.Timestamp || type instanceof Type.TimestampWithTimeZone;
    }

    private Expression folded(Expression value) {
        if (!exact(value)) {
            return value;
        }
        try {
            return new ConstantTimes(zone)
                    .constant(value)
                    .<Expression>map(constant -> constant)
                    .orElse(value);
        } catch (DateTimeException | ArithmeticException _) {
            // Beyond all times; what it comes to, or fails with, is the kernel's to say.
            return value;
        }
    }

    /** Whether it is made of constants, and no digit gets lost. */
    private static boolean exact(Expression value) {
        return switch (value) {
            case Constant _ -> true;
            case Call(var function, List<Expression> arguments) ->
                SHIFTS.contains(function.name()) && arguments.stream().allMatch(TimestampTerms::exact);
            case Cast cast ->
                exact(cast.value())
                        && precision(cast.type()) >= precision(cast.value().type());
            default -> false;
        };
    }

    /** Of a date it is 0, and what is no time has more than there can be: casts of that are left alone. */
    private static int precision(Type type) {
        return switch (type) {
            case Type.Timestamp(int precision) -> precision;
            case Type.TimestampWithTimeZone(int precision) -> precision;
            case Type.Simple simple when simple == Type.Simple.DATE -> 0;
            default -> Integer.MAX_VALUE;
        };
    }

    private Expression local(Comparison comparison) {
        if (comparison.left() instanceof Cast cast && comparison.right() instanceof Constant constant) {
            return local(comparison, cast, constant);
        }
        return comparison.right() instanceof Cast cast && comparison.left() instanceof Constant constant
                ? local(
                        new Comparison(comparison.operator().flipped(), comparison.right(), comparison.left()),
                        cast,
                        constant)
                : comparison;
    }

    private Expression local(Comparison comparison, Cast cast, Constant constant) {
        if (!(cast.value() instanceof Reference column && column.type() instanceof Type.Timestamp)
                || precision(cast.type()) != precision(column.type())
                || !(constant.value() instanceof ZonedDateTime moment)
                || !steady(moment)) {
            return comparison;
        }
        return new Comparison(
                comparison.operator(),
                column,
                new Constant(
                        moment.withZoneSameInstant(zone).toLocalDateTime(),
                        new Type.Timestamp(precision(cast.type()))));
    }

    private boolean steady(ZonedDateTime moment) {
        ZoneRules rules = zone.getRules();
        Optional<ZoneOffsetTransition> next = Optional.ofNullable(
                rules.nextTransition(moment.minusDays(STEADY_DAYS).toInstant()));
        return next.isEmpty()
                || next.get().getInstant().isAfter(moment.plusDays(STEADY_DAYS).toInstant());
    }
}
