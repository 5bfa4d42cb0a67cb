package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Symbol;
import java.util.Collection;
import java.util.List;

/** Where a node's rows are. */
sealed interface Spread {
    /** All at one task. */
    record Single() implements Spread {}

    /** At all tasks, in no order that is known. */
    record Anywhere() implements Spread {}

    /** At all tasks, by the hash of these symbols: rows equal in them are at one task. */
    record Hashed(List<Symbol> keys) implements Spread {
        public Hashed {
            keys = List.copyOf(keys);
        }
    }

    Spread SINGLE = new Single();
    Spread ANYWHERE = new Anywhere();

    default boolean single() {
        return this instanceof Single;
    }

    /** Whether rows equal in all these symbols are sure to be at one task. */
    default boolean together(Collection<Symbol> symbols) {
        return switch (this) {
            case Single _ -> true;
            case Anywhere _ -> false;
            case Hashed hashed -> symbols.containsAll(hashed.keys());
        };
    }
}
