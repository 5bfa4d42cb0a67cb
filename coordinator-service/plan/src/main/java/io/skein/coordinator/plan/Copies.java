package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unmodifiable copies for nodes. */
final class Copies {
    private Copies() {}

    static List<Symbol> concatenated(List<Symbol> left, List<Symbol> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    /** Keeps the order of the map, which {@link Map#copyOf} does not. */
    static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
