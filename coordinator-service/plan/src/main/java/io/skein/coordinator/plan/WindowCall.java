package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import java.util.List;
import java.util.Optional;

/** One window function call. */
public record WindowCall(
        FunctionReference function,
        List<Expression> arguments,
        boolean distinct,
        boolean ignoreNulls,
        Optional<Expression> filter,
        Frame frame) {
    public WindowCall {
        arguments = List.copyOf(arguments);
    }
}
