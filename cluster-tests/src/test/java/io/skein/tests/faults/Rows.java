package io.skein.tests.faults;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table of (id, v) holds, without two rows of one id.
 *
 * @param values v by id
 */
record Rows(SortedMap<Long, Long> values) {
    static final Rows NONE = new Rows(new TreeMap<>());

    Rows {
        values = new TreeMap<>(values);
    }

    /** As a query answers that orders by both columns. */
    List<List<Object>> answer() {
        return values.entrySet().stream()
                .map(row -> List.<Object>of(row.getKey(), row.getValue()))
                .toList();
    }

    /** From what a query has answered. */
    static Rows of(List<List<Object>> answer) {
        SortedMap<Long, Long> values = new TreeMap<>(Comparator.naturalOrder());
        answer.forEach(row -> values.put((Long) row.get(0), (Long) row.get(1)));
        return new Rows(values);
    }

    /** How this differs from an answer, in short. */
    String difference(List<List<Object>> answer) {
        Rows found = of(answer);
        long lost = values.keySet().stream()
                .filter(id -> !found.values.containsKey(id))
                .count();
        long added = found.values.keySet().stream()
                .filter(id -> !values.containsKey(id))
                .count();
        long other = values.entrySet().stream()
                .filter(row -> found.values.containsKey(row.getKey())
                        && !row.getValue().equals(found.values.get(row.getKey())))
                .count();
        return "%d rows lost, %d too many, %d doubled, %d with other values"
                .formatted(lost, added, answer.size() - found.values.size(), other);
    }
}
