package io.skein.coordinator.analyze;

import java.util.Set;

/** Functions that give another value at each call. */
final class Volatility {
    private static final Set<String> VOLATILE = Set.of("random", "rand", "uuid", "shuffle");

    private Volatility() {}

    static boolean isVolatile(String function) {
        return VOLATILE.contains(function);
    }
}
