package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Symbol;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a subquery or a LATERAL relation sees around itself, and which symbols of it are read from inside. */
public final class OuterQuery {
    private final Scope scope;
    private final Set<Symbol> reads = new LinkedHashSet<>();

    public OuterQuery(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    public void read(Symbol symbol) {
        reads.add(symbol);
    }

    public Set<Symbol> reads() {
        return reads;
    }
}
