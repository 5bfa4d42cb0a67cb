package io.skein.worker.kernel.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON form of a condition: arrays whose first element names the operation. */
final class ConditionReader {
    private final Trackers trackers;
    private final List<String> labels;
    private final List<Aggregate> aggregates;

    ConditionReader(Trackers trackers, List<String> labels, List<Aggregate> aggregates) {
        this.trackers = trackers;
        this.labels = labels;
        this.aggregates = aggregates;
    }

    Condition read(JsonNode node) {
        return switch (node.get(0).asText()) {
            case "column" -> column(node);
            case "classifier" -> classifier(node);
            case "match" -> Condition.Situation::matchNumber;
            case "aggregate" -> {
                int index = node.get(1).asInt();
                Aggregate aggregate = aggregates.get(index);
                yield at -> aggregate.result(at.trace().tallies()[index]);
            }
            case "literal" -> {
                @Nullable
                Object value = node.get(2).isNull()
                        ? null
                        : NumberType.parse(node.get(1).asText())
                                .kind()
                                .parse(node.get(2).asText());
                yield _ -> value;
            }
            case "and" -> all(operands(node, 1), false);
            case "or" -> all(operands(node, 1), true);
            case "not" -> {
                Condition operand = read(node.get(1));
                yield at -> operand.evaluate(at) instanceof Boolean truth ? !truth : null;
            }
            case "is null" -> {
                Condition operand = read(node.get(1));
                yield at -> operand.evaluate(at) == null;
            }
            case "compare" -> {
                String operator = node.get(1).asText();
                Condition left = read(node.get(2));
                Condition right = read(node.get(3));
                yield at -> Comparisons.compare(operator, left.evaluate(at), right.evaluate(at));
            }
            case "case" -> choice(operands(node, 1));
            case "coalesce" -> coalesce(operands(node, 1));
            default -> computed(node);
        };
    }

    private List<Condition> operands(JsonNode node, int from) {
        List<Condition> operands = new ArrayList<>();
        for (int i = from; i < node.size(); i++) {
            operands.add(read(node.get(i)));
        }
        return operands;
    }

    private Condition column(JsonNode node) {
        Navigation navigation = ProgramReader.navigation(node.get(1));
        int column = node.get(2).asInt();
        Condition.Place place =
                new Condition.Place(navigation, navigation.universal() ? -1 : trackers.slot(navigation));
        return at -> at.partition().value(column, place.row(at));
    }

    private Condition classifier(JsonNode node) {
        Navigation navigation = Trackers.inMatch(ProgramReader.navigation(node.get(1)));
        Condition.Place place = new Condition.Place(navigation, trackers.slot(navigation));
        return at -> {
            int label = place.label(at);
            return label < 0 ? null : labels.get(label);
        };
    }

    /** OR where {@code decisive} is true, AND where it is false. */
    private static Condition all(List<Condition> operands, boolean decisive) {
        return at -> {
            boolean unknown = false;
            for (Condition operand : operands) {
                Object truth = operand.evaluate(at);
                if (truth == null) {
                    unknown = true;
                } else if (truth.equals(decisive)) {
                    return decisive;
                }
            }
            return unknown ? null : !decisive;
        };
    }

    /** Conditions and results by turns, the default last. */
    private static Condition choice(List<Condition> operands) {
        return at -> {
            for (int i = 0; i + 1 < operands.size(); i += 2) {
                if (Boolean.TRUE.equals(operands.get(i).evaluate(at))) {
                    return operands.get(i + 1).evaluate(at);
                }
            }
            return operands.getLast().evaluate(at);
        };
    }

    private static Condition coalesce(List<Condition> operands) {
        return at -> {
            for (Condition operand : operands) {
                Object value = operand.evaluate(at);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    /** Operations that are null for a null operand: {@code [name, type, operand, ...]}. */
    private Condition computed(JsonNode node) {
        Operation operation =
                Operation.of(node.get(0).asText(), NumberType.parse(node.get(1).asText()));
        List<Condition> operands = operands(node, 2);
        return at -> {
            List<Object> values = new ArrayList<>(operands.size());
            for (Condition operand : operands) {
                Object value = operand.evaluate(at);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return operation.apply(values);
        };
    }
}
