package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.expression.LikePattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a WHERE lets the text columns of a table be; tables that list metadata need not look further than that. */
public final class Restriction {
    static final Restriction NONE = new Restriction(Map.of(), Map.of());

    private final Map<String, Set<String>> values;
    private final Map<String, List<LikePattern>> patterns;

    private Restriction(Map<String, Set<String>> values, Map<String, List<LikePattern>> patterns) {
        this.values = Map.copyOf(values);
        this.patterns = Map.copyOf(patterns);
    }

    public static Restriction values(String column, Set<String> values) {
        return new Restriction(Map.of(column, Set.copyOf(values)), Map.of());
    }

    static Restriction like(String column, LikePattern pattern) {
        return pattern.literal()
                .map(text -> values(column, Set.of(text)))
                .orElseGet(() -> new Restriction(Map.of(), Map.of(column, List.of(pattern))));
    }

    /** Both hold. */
    Restriction and(Restriction other) {
        Map<String, Set<String>> bothValues = new HashMap<>(values);
        other.values.forEach((column, more) -> bothValues.merge(column, more, Restriction::common));
        Map<String, List<LikePattern>> bothPatterns = new HashMap<>(patterns);
        other.patterns.forEach((column, more) -> bothPatterns.merge(column, more, Restriction::together));
        return new Restriction(bothValues, bothPatterns);
    }

    /** One of them holds; that restricts only a column that both pin to values. */
    Restriction or(Restriction other) {
        Map<String, Set<String>> either = new HashMap<>();
        values.forEach((column, own) -> Optional.ofNullable(other.values.get(column))
                .ifPresent(more -> {
                    Set<String> all = new HashSet<>(own);
                    all.addAll(more);
                    either.put(column, Set.copyOf(all));
                }));
        return new Restriction(either, Map.of());
    }

    /** The values that the column is pinned to. */
    public Optional<Set<String>> values(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** Whether rows with this value in the column may be asked for. */
    public boolean allows(String column, String value) {
        return values.getOrDefault(column, Set.of(value)).contains(value)
                && patterns.getOrDefault(column, List.of()).stream().allMatch(pattern -> pattern.matches(value));
    }

    private static Set<String> common(Set<String> left, Set<String> right) {
        Set<String> common = new HashSet<>(left);
        common.retainAll(right);
        return Set.copyOf(common);
    }

    private static List<LikePattern> together(List<LikePattern> left, List<LikePattern> right) {
        return java.util.stream.Stream.concat(left.stream(), right.stream()).toList();
    }
}
