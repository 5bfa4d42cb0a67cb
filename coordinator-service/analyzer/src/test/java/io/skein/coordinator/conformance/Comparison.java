package io.skein.coordinator.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells in what two answers differ, as the conformance suite's own checker does. */
final class Comparison {
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(?:[eE][-+]?\\d+)?");

    private Comparison() {}

    /** What differs; empty if nothing does. Messages count only when strict. */
    static Optional<String> difference(ConformanceStatement statement, Answer got, boolean strict) {
        Answer wanted = statement.answer();
        Answer.Failure expected = wanted.error();
        Answer.Failure actual = got.error();
        if (expected != null || actual != null) {
            if (expected == null || actual == null) {
                return Optional.of(actual != null ? "failed" : "answered");
            }
            if (!expected.name().equals(actual.name())) {
                return Optional.of("error name");
            }
            return strict && !expected.message().equals(actual.message()) ? Optional.of("message") : Optional.empty();
        }
        if (!names(wanted).equals(names(got))) {
            return Optional.of("column names");
        }
        if (!wanted.columns().equals(got.columns())) {
            return Optional.of("column types");
        }
        return rows(statement, wanted, got);
    }

    private static List<String> names(Answer answer) {
        return answer.columns().stream().map(Answer.Column::name).toList();
    }

    private static Optional<String> rows(ConformanceStatement statement, Answer wanted, Answer got) {
        if (wanted.rows().size() != got.rows().size()) {
            return Optional.of("row count");
        }
        List<List<@Nullable Object>> theirs = new ArrayList<>(wanted.rows());
        List<List<@Nullable Object>> ours = new ArrayList<>(got.rows());
        if (!statement.ordered()) {
            theirs.sort(Comparator.comparing(Comparison::rough));
            ours.sort(Comparator.comparing(Comparison::rough));
        }
        for (int i = 0; i < theirs.size(); i++) {
            if (!same(theirs.get(i), ours.get(i))) {
                return Optional.of("rows");
            }
        }
        return wanted.update() != null && !wanted.update().equals(got.update())
                ? Optional.of("update")
                : Optional.empty();
    }

    private static String rough(List<@Nullable Object> row) {
        return FRACTION.matcher(row.toString())
                .replaceAll(match -> "%.6e".formatted(Double.parseDouble(match.group())));
    }

    private static boolean same(@Nullable Object first, @Nullable Object second) {
        if (first instanceof Number a && second instanceof Number b) {
            return first instanceof Double || second instanceof Double
                    ? JsonValues.close(a.doubleValue(), b.doubleValue())
                    : a.longValue() == b.longValue();
        }
        if (first instanceof List<?> a && second instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (first instanceof Map<?, ?> a && second instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        return first == null ? second == null : first.equals(second);
    }
}
