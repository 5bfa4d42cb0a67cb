package io.skein.coordinator.function.constant;

import io.skein.coordinator.expression.Expression;
import java.math.BigDecimal;
import java.util.Optional;

/** Evaluates the few constant expressions that the front end itself needs the value of (limits, percentages, session properties). */
public final class ConstantValues {
    private ConstantValues() {}

    public static Optional<Long> integer(Expression expression) {
        return number(expression)
                .filter(value -> value.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValue);
    }

    /** The number that literals, casts between numbers and the four operations come to; empty when there is more in it. */
    public static Optional<BigDecimal> number(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant ->
                switch (constant.value()) {
                    case Long value -> Optional.of(BigDecimal.valueOf(value));
                    case BigDecimal value -> Optional.of(value);
                    case Double value when Double.isFinite(value) -> Optional.of(BigDecimal.valueOf(value));
                    case null, default -> Optional.empty();
                };
            case Expression.Cast cast -> number(cast.value());
            case Expression.Call call -> call(call);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> call(Expression.Call call) {
        Optional<BigDecimal> first = call.arguments().isEmpty()
                ? Optional.empty()
                : number(call.arguments().getFirst());
        if (first.isEmpty() || call.function().name().equals("$negate")) {
            return first.map(BigDecimal::negate);
        }
        if (call.arguments().size() != 2) {
            return Optional.empty();
        }
        return number(call.arguments().get(1))
                .flatMap(second -> switch (call.function().name()) {
                    case "$add" -> Optional.of(first.get().add(second));
                    case "$subtract" -> Optional.of(first.get().subtract(second));
                    case "$multiply" -> Optional.of(first.get().multiply(second));
                    default -> Optional.empty();
                });
    }
}
