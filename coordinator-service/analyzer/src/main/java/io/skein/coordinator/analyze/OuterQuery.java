package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Symbol;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a subquery or a LATERAL relation sees around itself, and which symbols of it are read from inside. */
final class OuterQuery {
    private final Scope scope;
    private final Set<Symbol> reads = new LinkedHashSet<>();

    OuterQuery(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    void read(Symbol symbol) {
        reads.add(symbol);
    }

    Set<Symbol> reads() {
        return reads;
    }
}
