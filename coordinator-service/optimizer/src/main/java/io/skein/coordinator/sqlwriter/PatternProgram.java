package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PatternNode.Emission;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.coordinator.plan.PatternSearch.SearchFrame;
import io.skein.coordinator.plan.PatternSearch.Skip;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.coordinator.plan.RowPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The JSON text from which the kernel's {@code skein_match_rows} reads a pattern, its conditions and what is asked of matches. */
final class PatternProgram {
    private final PatternSearch search;
    private final List<Input> inputs = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final String text;

    private PatternProgram(PatternNode node) {
        this.search = node.search();
        node.values().values().stream()
                .filter(value -> value instanceof PatternValue.Column || value instanceof PatternValue.Classifier)
                .map(PatternProgram::told)
                .distinct()
                .forEach(told::add);
        this.text = write(node);
    }

    static PatternProgram of(PatternNode node) {
        return new PatternProgram(node);
    }

    /** A source column that conditions read, and what they read where there is no row. */
    record Input(Symbol source, Optional<Expression> absent) {}

    String text() {
        return text;
    }

    /** The columns of values that go with the program. */
    List<Input> inputs() {
        return inputs;
    }

    /** What is told of each row, in order. */
    List<String> told() {
        return told;
    }

    /** What must be told of a row for its value to be known. */
    static String told(PatternValue value) {
        return switch (value) {
            case PatternValue.Column column -> array("\"row\"", navigation(column.navigation()));
            case PatternValue.Classifier classifier -> array("\"label\"", navigation(classifier.navigation()));
            default -> throw new IllegalArgumentException("Always told: " + value);
        };
    }

    private String write(PatternNode node) {
        ConditionProgram conditions = new ConditionProgram(search.inputs(), inputs);
        String labels =
                list(search.labels().stream().map(label -> quoted(label.name())).toList());
        String written = list(search.labels().stream()
                .map(label -> label.condition().map(conditions::write).orElse("null"))
                .toList());
        String frame = search.frame().map(this::frame).orElse("null");
        String columns = list(inputs.stream()
                .map(input -> quoted(ConditionValues.type(input.source().type())))
                .toList());
        return "{\"labels\":" + labels
                + ",\"pattern\":" + pattern(search.pattern())
                + ",\"columns\":" + columns
                + ",\"conditions\":" + written
                + ",\"aggregates\":" + list(conditions.aggregates())
                + ",\"skip\":" + skip(search.skip())
                + ",\"rows\":" + quoted(search.rows().name())
                + ",\"every\":" + (node.emission() == Emission.EVERY)
                + ",\"frame\":" + frame
                + ",\"told\":" + list(told) + "}";
    }

    private static String pattern(RowPattern pattern) {
        return switch (pattern) {
            case RowPattern.Label label -> array("\"label\"", Integer.toString(label.label()));
            case RowPattern.Empty _ -> array("\"empty\"");
            case RowPattern.Anchor anchor -> array(anchor.side() == RowPattern.Side.START ? "\"start\"" : "\"end\"");
            case RowPattern.Exclusion exclusion -> array("\"exclude\"", pattern(exclusion.part()));
            case RowPattern.Concatenation parts -> parts("concatenate", parts.parts());
            case RowPattern.Alternation parts -> parts("alternate", parts.parts());
            case RowPattern.Permutation parts -> parts("permute", parts.parts());
            case RowPattern.Repetition repetition ->
                array(
                        "\"repeat\"",
                        pattern(repetition.part()),
                        Integer.toString(repetition.least()),
                        repetition.most().isPresent()
                                ? Integer.toString(repetition.most().getAsInt())
                                : "null",
                        Boolean.toString(repetition.preference() == RowPattern.Preference.GREEDY));
        };
    }

    private static String parts(String name, List<RowPattern> parts) {
        return parts.stream()
                .map(PatternProgram::pattern)
                .collect(Collectors.joining(",", "[" + quoted(name) + ",", "]"));
    }

    static String navigation(RowNavigation navigation) {
        return array(
                numbers(navigation.labels()),
                Boolean.toString(navigation.anchor() == RowNavigation.Anchor.LAST),
                Boolean.toString(navigation.mode() == RowNavigation.Mode.RUNNING),
                Integer.toString(navigation.logicalOffset()),
                Integer.toString(navigation.physicalOffset()));
    }

    private static String skip(Skip skip) {
        return switch (skip) {
            case Skip.PastLastRow _ -> array("\"PAST LAST\"");
            case Skip.ToNextRow _ -> array("\"NEXT\"");
            case Skip.To to -> array("\"TO\"", navigation(to.navigation()));
        };
    }

    private String frame(SearchFrame frame) {
        Frame.Bound end = frame.end();
        int column = end.offset()
                .map(offset -> column(inputs, ((Expression.Reference) offset).symbol(), Optional.empty()))
                .orElse(-1);
        String kind = switch (end.kind()) {
            case CURRENT_ROW -> "CURRENT_ROW";
            case FOLLOWING -> "FOLLOWING";
            case UNBOUNDED_FOLLOWING -> "UNBOUNDED";
            case UNBOUNDED_PRECEDING, PRECEDING -> throw new IllegalArgumentException("Not an end: " + end);
        };
        return array(quoted(kind), Integer.toString(column), Boolean.toString(frame.mode() == PatternSearch.Mode.SEEK));
    }

    /** The place of a column among the inputs, added where it is not there yet. */
    static int column(List<Input> inputs, Symbol source, Optional<Expression> absent) {
        Input input = new Input(source, absent);
        if (!inputs.contains(input)) {
            inputs.add(input);
        }
        return inputs.indexOf(input);
    }

    static String numbers(Collection<Integer> numbers) {
        return list(numbers.stream().map(Object::toString).toList());
    }

    static String array(String... parts) {
        return list(List.of(parts));
    }

    static String list(List<String> parts) {
        return "[" + String.join(",", parts) + "]";
    }

    /** A JSON string. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' ') {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
