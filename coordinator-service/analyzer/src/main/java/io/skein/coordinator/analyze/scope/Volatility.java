package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.FunctionRegistry;

/** Expressions that give another value at each evaluation. */
public final class Volatility {
    private Volatility() {}

    public static boolean isVolatile(Expression value) {
        boolean[] found = new boolean[1];
        Rewriter.topDown(value, each -> {
            found[0] |= each instanceof Expression.Call call
                    && FunctionRegistry.standard().isVolatile(call.function());
            return null;
        });
        return found[0];
    }
}
