package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.FunctionRegistry;

/** Expressions that give another value at each evaluation. */
final class Volatility {
    private Volatility() {}

    static boolean isVolatile(Expression value) {
        boolean[] found = new boolean[1];
        Rewriter.topDown(value, each -> {
            found[0] |= each instanceof Expression.Call call
                    && FunctionRegistry.standard().isVolatile(call.function());
            return null;
        });
        return found[0];
    }
}
