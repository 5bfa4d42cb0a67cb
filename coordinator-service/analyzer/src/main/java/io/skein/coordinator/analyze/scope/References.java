package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.LinkedHashSet;
import java.util.Set;

/** The symbols that an expression reads. */
public final class References {
    private References() {}

    public static Set<Symbol> of(Expression expression) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        Rewriter.topDown(expression, each -> {
            if (each instanceof Expression.Reference(Symbol symbol)) {
                symbols.add(symbol);
            }
            return null;
        });
        return symbols;
    }
}
