package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import java.util.List;
import java.util.Optional;

/** One aggregate call; {@code filter} is a boolean symbol's expression. */
public record Aggregation(
        FunctionReference function,
        List<Expression> arguments,
        boolean distinct,
        Optional<Expression> filter,
        List<OrderingTerm> ordering) {
    public Aggregation {
        arguments = List.copyOf(arguments);
        ordering = List.copyOf(ordering);
    }
}
