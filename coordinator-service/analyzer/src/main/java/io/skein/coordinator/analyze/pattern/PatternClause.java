package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.ExcludedPattern;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.MeasureDefinition;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.RowPattern;
import io.trino.sql.tree.SkipTo;
import io.trino.sql.tree.SubsetDefinition;
import io.trino.sql.tree.VariableDefinition;
import io.trino.sql.tree.WindowFrame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What MATCH_RECOGNIZE and a window with a pattern have in common. */
public record PatternClause(
        RowPattern pattern,
        List<SubsetDefinition> subsets,
        List<VariableDefinition> definitions,
        List<MeasureDefinition> measures,
        Optional<SkipTo> skip,
        PatternSearch.RowsPerMatch rows) {
    static PatternClause of(PatternRecognitionRelation relation) {
        return new PatternClause(
                relation.getPattern(),
                relation.getSubsets(),
                relation.getVariableDefinitions(),
                relation.getMeasures(),
                relation.getAfterMatchSkipTo(),
                PatternSearch.RowsPerMatch.valueOf(relation.getRowsPerMatch()
                        .orElse(PatternRecognitionRelation.RowsPerMatch.ONE)
                        .name()));
    }

    static PatternClause of(WindowFrame frame) {
        return new PatternClause(
                frame.getPattern().orElseThrow(),
                frame.getSubsets(),
                frame.getVariableDefinitions(),
                frame.getMeasures(),
                frame.getAfterMatchSkipTo(),
                PatternSearch.RowsPerMatch.WINDOW);
    }

    /** The conditions and measures. */
    public List<Expression> expressions() {
        return Stream.concat(
                        measures.stream().map(MeasureDefinition::getExpression),
                        definitions.stream().map(VariableDefinition::getExpression))
                .toList();
    }

    /** Excluded rows cannot be told from unmatched ones where those are shown. */
    void requireNoExclusion() {
        if (rows == PatternSearch.RowsPerMatch.ALL_WITH_UNMATCHED) {
            requireNoExclusion(pattern);
        }
    }

    private static void requireNoExclusion(Node node) {
        if (node instanceof ExcludedPattern) {
            throw Errors.at(
                    node,
                    StandardErrorCode.INVALID_ROW_PATTERN,
                    "Pattern exclusion syntax is not allowed when ALL ROWS PER MATCH WITH UNMATCHED ROWS is specified");
        }
        node.getChildren().forEach(PatternClause::requireNoExclusion);
    }
}
