package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.pattern.MatchValues;
import io.skein.coordinator.analyze.pattern.PatternClause;
import io.skein.coordinator.analyze.pattern.PatternExpressions;
import io.skein.coordinator.analyze.pattern.PatternLabels;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Symbols;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.MeasureDefinition;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.VariableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The analysed conditions and measures of a pattern.
 *
 * @param conditions by label
 * @param conditionValues what the conditions read, and {@code measureValues} what the measures read
 */
public record Matching(
        Map<String, Expression> conditions,
        MatchValues conditionValues,
        List<Expression> measures,
        MatchValues measureValues) {
    public static Matching of(PatternClause clause, PatternLabels labels, ExpressionContext context) {
        requireNoWindows(clause, new AstSearch(context.statement().functions()));
        Symbols symbols = context.statement().symbols();
        MatchValues conditionValues = new MatchValues(symbols);
        PatternExpressions expressions = new PatternExpressions(context, labels, conditionValues, clause);
        Map<String, Expression> conditions = new HashMap<>();
        for (VariableDefinition definition : clause.definitions()) {
            Expression condition = expressions.analyze(definition.getExpression());
            if (condition.type() != Type.Simple.BOOLEAN) {
                throw Errors.at(
                        definition.getExpression(),
                        StandardErrorCode.TYPE_MISMATCH,
                        "Expression defining a label must be boolean (actual type: %s)",
                        condition.type());
            }
            conditions.put(definition.getName().getCanonicalValue(), condition);
        }
        MatchValues measureValues = new MatchValues(symbols);
        PatternExpressions measured = new PatternExpressions(context, labels, measureValues, clause);
        List<Expression> measures = new ArrayList<>();
        for (MeasureDefinition measure : clause.measures()) {
            measures.add(measured.analyze(measure.getExpression()));
        }
        return new Matching(conditions, conditionValues, measures, measureValues);
    }

    private static void requireNoWindows(PatternClause clause, AstSearch search) {
        List<Node> windows = new ArrayList<>(search.windowCalls(clause.expressions()));
        windows.addAll(search.measures(clause.expressions()));
        if (!windows.isEmpty()) {
            throw Errors.at(
                    windows.getFirst(),
                    StandardErrorCode.NESTED_WINDOW,
                    "Cannot nest window functions or row pattern measures inside %s",
                    clause.rows() == PatternSearch.RowsPerMatch.WINDOW
                            ? "window specification"
                            : "pattern recognition expressions");
        }
    }

    /** The labels with their conditions as the search takes them. */
    public List<PatternSearch.Label> labels(PatternLabels labels, ConditionPlanner planner) {
        List<PatternSearch.Label> planned = new ArrayList<>();
        for (String name : labels.primary()) {
            Optional<Expression> condition = Optional.ofNullable(conditions.get(name))
                    .filter(each -> !each.equals(Expression.Constant.TRUE))
                    .map(each -> planner.plan(each, labels.place(name), name));
            planned.add(new PatternSearch.Label(name, condition));
        }
        return planned;
    }
}
