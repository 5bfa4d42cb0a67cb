package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.PatternVariable;
import io.trino.sql.tree.ProcessingMode;
import io.trino.sql.tree.RowPattern;
import io.trino.sql.tree.SubsetDefinition;
import io.trino.sql.tree.VariableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The pattern variables of a row pattern recognition, primary ones by their place, and the unions of SUBSET. */
public final class PatternLabels {
    private final List<String> primary = new ArrayList<>();
    private final Map<String, SortedSet<Integer>> unions = new LinkedHashMap<>();

    private PatternLabels() {}

    /** The variables of a clause that keeps the standard's rules about them. */
    static PatternLabels of(PatternClause clause) {
        PatternLabels labels = new PatternLabels();
        labels.addVariables(clause.pattern());
        clause.subsets().forEach(labels::addUnion);
        labels.requireDefinitions(clause.definitions());
        return labels;
    }

    private void addVariables(Node pattern) {
        if (pattern instanceof PatternVariable variable) {
            String label = variable.getName().getCanonicalValue();
            if (!primary.contains(label)) {
                primary.add(label);
            }
        }
        pattern.getChildren().forEach(this::addVariables);
    }

    private void addUnion(SubsetDefinition subset) {
        Identifier name = subset.getName();
        String label = name.getCanonicalValue();
        if (primary.contains(label)) {
            throw Errors.at(
                    name,
                    StandardErrorCode.INVALID_LABEL,
                    "union pattern variable name: %s is a duplicate of primary pattern variable name",
                    name);
        }
        if (unions.containsKey(label)) {
            throw Errors.at(
                    name, StandardErrorCode.INVALID_LABEL, "union pattern variable name: %s is declared twice", name);
        }
        SortedSet<Integer> elements = new TreeSet<>();
        for (Identifier element : subset.getIdentifiers()) {
            int place = primary.indexOf(element.getCanonicalValue());
            if (place < 0) {
                throw Errors.at(
                        element,
                        StandardErrorCode.INVALID_LABEL,
                        "subset element: %s is not a primary pattern variable",
                        element);
            }
            elements.add(place);
        }
        unions.put(label, elements);
    }

    private void requireDefinitions(List<VariableDefinition> definitions) {
        Set<String> defined = new HashSet<>();
        for (VariableDefinition definition : definitions) {
            Identifier name = definition.getName();
            if (!primary.contains(name.getCanonicalValue())) {
                throw Errors.at(
                        name,
                        StandardErrorCode.INVALID_LABEL,
                        "defined variable: %s is not a primary pattern variable",
                        name);
            }
            if (!defined.add(name.getCanonicalValue())) {
                throw Errors.at(
                        name, StandardErrorCode.INVALID_LABEL, "pattern variable with name: %s is defined twice", name);
            }
            requireRunning(definition.getExpression());
        }
    }

    private static void requireRunning(Node node) {
        Optional<ProcessingMode> mode = node instanceof FunctionCall call ? call.getProcessingMode() : Optional.empty();
        if (mode.filter(each -> each.getMode() == ProcessingMode.Mode.FINAL).isPresent()) {
            throw Errors.at(
                    mode.get(),
                    StandardErrorCode.INVALID_PROCESSING_MODE,
                    "FINAL semantics is not supported in DEFINE clause");
        }
        node.getChildren().forEach(PatternLabels::requireRunning);
    }

    /** Refuses a row pattern recognition inside of another's conditions and measures. */
    static void requireNoNesting(List<Expression> expressions) {
        expressions.forEach(PatternLabels::requireNoNesting);
    }

    private static void requireNoNesting(Node node) {
        if (node instanceof PatternRecognitionRelation || node instanceof RowPattern) {
            throw Errors.at(
                    node,
                    StandardErrorCode.NESTED_ROW_PATTERN_RECOGNITION,
                    "nested row pattern recognition in row pattern recognition");
        }
        node.getChildren().forEach(PatternLabels::requireNoNesting);
    }

    public List<String> primary() {
        return List.copyOf(primary);
    }

    public int place(String label) {
        return primary.indexOf(label);
    }

    boolean contains(String label) {
        return primary.contains(label) || unions.containsKey(label);
    }

    /** The places of the labels that a variable stands for. */
    SortedSet<Integer> places(String label) {
        SortedSet<Integer> union = unions.get(label);
        return union == null ? new TreeSet<>(Set.of(place(label))) : union;
    }
}
