package io.skein.tests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether two answers are the same: doubles to 1e-9 relative, rows as a bag unless the order is part of the answer, errors by name. */
public final class Comparison {
    private static final double TOLERANCE = 1e-9;
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+([eE][-+]?\\d+)?");

    private Comparison() {}

    /** How rows are compared. */
    public enum Rows {
        IN_ORDER,
        AS_A_BAG
    }

    /** What differs first, or empty when they agree. */
    static Optional<String> difference(ConformanceStatement wanted, Answer got) {
        return difference(wanted.answer(), got, wanted.ordered() ? Rows.IN_ORDER : Rows.AS_A_BAG);
    }

    /** What differs first from the wanted answer, or empty when they agree. */
    public static Optional<String> difference(Answer answer, Answer got, Rows compared) {
        if (answer.failure().isPresent() || got.failure().isPresent()) {
            return failureDifference(answer, got);
        }
        if (!answer.columns().equals(got.columns())) {
            return Optional.of("columns");
        }
        if (answer.rows().size() != got.rows().size()) {
            return Optional.of("row count");
        }
        List<JsonNode> theirs = compared == Rows.IN_ORDER ? answer.rows() : sorted(answer.rows());
        List<JsonNode> ours = compared == Rows.IN_ORDER ? got.rows() : sorted(got.rows());
        for (int row = 0; row < theirs.size(); row++) {
            if (!same(theirs.get(row), ours.get(row))) {
                return Optional.of("rows");
            }
        }
        return answer.update().isPresent() && !answer.update().equals(got.update())
                ? Optional.of("update")
                : Optional.empty();
    }

    /** Whether two answers that agree have the same words for what failed, too. */
    static boolean sameMessage(Answer wanted, Answer got) {
        return wanted.failure()
                .map(Answer.Failure::message)
                .equals(got.failure().map(Answer.Failure::message));
    }

    private static Optional<String> failureDifference(Answer wanted, Answer got) {
        if (wanted.failure().isEmpty()) {
            return Optional.of("failed");
        }
        if (got.failure().isEmpty()) {
            return Optional.of("answered");
        }
        return wanted.failure().get().name().equals(got.failure().get().name())
                ? Optional.empty()
                : Optional.of("error name");
    }

    private static List<JsonNode> sorted(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> Map.entry(rough(row), row))
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String rough(JsonNode row) {
        return FRACTION.matcher(row.toString())
                .replaceAll(match -> "%.6e".formatted(Double.parseDouble(match.group())));
    }

    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isFloatingPointNumber() || b.isFloatingPointNumber()) {
            return a.isNumber() && b.isNumber() && close(a.doubleValue(), b.doubleValue());
        }
        if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int index = 0; index < a.size(); index++) {
                if (!same(a.get(index), b.get(index))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size()
                    && a.propertyStream()
                            .allMatch(field -> b.has(field.getKey()) && same(field.getValue(), b.get(field.getKey())));
        }
        return a.equals(b)
                || (a.isIntegralNumber()
                        && b.isIntegralNumber()
                        && a.bigIntegerValue().equals(b.bigIntegerValue()));
    }

    private static boolean close(double a, double b) {
        return Math.abs(a - b) <= Math.max(TOLERANCE * Math.max(Math.abs(a), Math.abs(b)), 1e-12);
    }
}
