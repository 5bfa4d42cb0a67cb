package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.scope.Symbols;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The values that expressions over a match read, each by the symbol that stands for it. */
public final class MatchValues {
    private final Symbols symbols;
    private final Map<Symbol, PatternValue> values = new LinkedHashMap<>();
    private final Map<PatternValue, Symbol> known = new HashMap<>();
    private final Map<Symbol, MatchAggregate> aggregates = new LinkedHashMap<>();

    public MatchValues(Symbols symbols) {
        this.symbols = symbols;
    }

    /**
     * An aggregate over rows of a match.
     *
     * @param labels whose rows; empty for all
     */
    public record MatchAggregate(
            FunctionReference function,
            List<Expression> arguments,
            SortedSet<Integer> labels,
            RowNavigation.Mode mode) {}

    Symbol symbolFor(String hint, PatternValue value, Type type) {
        return known.computeIfAbsent(value, each -> {
            Symbol symbol = symbols.create(hint, type);
            values.put(symbol, each);
            return symbol;
        });
    }

    Symbol symbolFor(MatchAggregate aggregate) {
        for (Map.Entry<Symbol, MatchAggregate> entry : aggregates.entrySet()) {
            if (entry.getValue().equals(aggregate)) {
                return entry.getKey();
            }
        }
        Symbol symbol =
                symbols.create(aggregate.function().name(), aggregate.function().returnType());
        aggregates.put(symbol, aggregate);
        return symbol;
    }

    public Map<Symbol, PatternValue> values() {
        return values;
    }

    public Map<Symbol, MatchAggregate> aggregates() {
        return aggregates;
    }
}
