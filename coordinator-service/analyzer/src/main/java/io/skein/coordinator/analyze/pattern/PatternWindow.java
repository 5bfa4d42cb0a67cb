package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.expression.ConditionPlanner;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.Matching;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.Rewriter;
import io.skein.coordinator.analyze.scope.RowColumns;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.coordinator.plan.PatternSearch.SearchFrame;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.coordinator.plan.WindowCall;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AnchorPattern;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.MeasureDefinition;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternSearchMode;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A window with a row pattern (SQL:2016 R020): its measures, and the functions whose frame it reduces to the rows of the match that is found from the
 * current row on.
 */
public final class PatternWindow {
    private final ExpressionContext context;
    private final PlanBuilder plan;
    private final WindowFrame frame;
    private final List<WindowOperation> measures = new ArrayList<>();
    private final Map<FunctionCall, WindowCall> calls = new LinkedHashMap<>();

    public PatternWindow(ExpressionContext context, PlanBuilder plan, WindowFrame frame) {
        this.context = context;
        this.plan = plan;
        this.frame = frame;
    }

    public void add(WindowOperation measure) {
        measures.add(measure);
    }

    public void add(FunctionCall call, WindowCall planned) {
        calls.put(call, planned);
    }

    public void plan(List<Symbol> partitionBy, List<OrderingTerm> ordering, Frame searched) {
        requireForm();
        PatternClause clause = PatternClause.of(frame);
        PatternLabels labels = PatternLabels.of(clause);
        RowPatterns.requireBounds(clause.pattern());
        RowPatterns patterns = new RowPatterns(labels);
        PatternSearch.Skip skip = patterns.skip(clause.skip());
        PatternLabels.requireNoNesting(clause.expressions());
        requireNoAnchor(clause.pattern());
        List<Integer> wanted =
                measures.stream().map(measure -> definition(measure, clause)).toList();
        Matching matching = Matching.of(clause, labels, context);
        RowColumns columns = new RowColumns(plan);
        ConditionPlanner conditions =
                new ConditionPlanner(clause.rows(), matching.conditionValues(), columns, plan.symbols());
        List<PatternSearch.Label> planned = matching.labels(labels, conditions);
        Frame.Bound end = new Frame.Bound(
                searched.end().kind(),
                searched.end().offset().map(offset -> columns.of(offset).reference()));
        List<OrderingTerm> exact = columns.add(partitionBy, ordering);
        PatternSearch search = new PatternSearch(
                patterns.pattern(clause.pattern()),
                planned,
                conditions.inputs(),
                clause.rows(),
                skip,
                Optional.of(new SearchFrame(end, mode())));
        MatchValues read = matching.measureValues();
        Map<Symbol, WindowCall> overMatch = overMatch(read);
        List<Symbol> results = new MeasurePlanner(plan, partitionBy, exact, search, read, overMatch)
                .plan(wanted.stream().map(matching.measures()::get).toList());
        for (int i = 0; i < results.size(); i++) {
            context.computed(measures.get(i), results.get(i).reference());
        }
    }

    private void requireForm() {
        if (frame.getVariableDefinitions().isEmpty()) {
            throw Errors.at(
                    frame,
                    StandardErrorCode.MISSING_VARIABLE_DEFINITIONS,
                    "Pattern recognition requires DEFINE clause");
        }
        if (frame.getType() != WindowFrame.Type.ROWS) {
            throw Errors.at(
                    frame, StandardErrorCode.INVALID_WINDOW_FRAME, "Pattern recognition requires ROWS frame type");
        }
        if (frame.getStart().getType() != FrameBound.Type.CURRENT_ROW
                || frame.getEnd().isEmpty()) {
            throw Errors.at(
                    frame,
                    StandardErrorCode.INVALID_WINDOW_FRAME,
                    "Pattern recognition requires frame specified as BETWEEN CURRENT ROW AND ...");
        }
    }

    private static void requireNoAnchor(Node pattern) {
        if (pattern instanceof AnchorPattern) {
            throw Errors.at(
                    pattern, StandardErrorCode.INVALID_ROW_PATTERN, "Anchor pattern syntax is not allowed in window");
        }
        pattern.getChildren().forEach(PatternWindow::requireNoAnchor);
    }

    /** The place of the measure's definition. */
    private static int definition(WindowOperation measure, PatternClause clause) {
        String name = measure.getName().getCanonicalValue();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < clause.measures().size(); i++) {
            MeasureDefinition definition = clause.measures().get(i);
            if (definition.getName().getCanonicalValue().equals(name)) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw undefined(measure);
        }
        if (found.size() > 1) {
            throw Errors.at(
                    measure,
                    StandardErrorCode.AMBIGUOUS_NAME,
                    "Measure %s is defined more than once",
                    measure.getName().getValue());
        }
        return found.getFirst();
    }

    public static RuntimeException undefined(WindowOperation measure) {
        return Errors.at(
                measure,
                StandardErrorCode.INVALID_WINDOW_MEASURE,
                "Measure %s is not defined in the corresponding window",
                measure.getName().getValue());
    }

    private PatternSearch.Mode mode() {
        return frame.getPatternSearchMode()
                        .filter(mode -> mode.getMode() == PatternSearchMode.Mode.SEEK)
                        .isPresent()
                ? PatternSearch.Mode.SEEK
                : PatternSearch.Mode.INITIAL;
    }

    /** The functions over the rows that have a label; a row without match has a frame without rows. */
    private Map<Symbol, WindowCall> overMatch(MatchValues read) {
        Symbol label = read.symbolFor(
                "classifier", new PatternValue.Classifier(RowNavigation.CURRENT), Type.Varchar.UNBOUNDED);
        Map<Symbol, WindowCall> all = new LinkedHashMap<>();
        calls.forEach((call, planned) -> {
            boolean aggregate = context.statement()
                    .functions()
                    .kind(planned.function().name())
                    .equals(Optional.of(FunctionKind.AGGREGATE));
            Expression matched = new Expression.Not(new Expression.IsNull(label.reference()));
            Symbol symbol = plan.symbols()
                    .create(planned.function().name(), planned.function().returnType());
            all.put(
                    symbol,
                    new WindowCall(
                            planned.function(),
                            planned.arguments().stream()
                                    .map(argument -> ofRow(argument, read))
                                    .toList(),
                            planned.distinct(),
                            planned.ignoreNulls(),
                            aggregate ? Optional.of(matched) : Optional.empty(),
                            planned.frame()));
            context.computed(
                    call,
                    aggregate
                            ? symbol.reference()
                            : new Expression.Case(
                                    List.of(new Expression.When(matched, symbol.reference())),
                                    Optional.empty(),
                                    symbol.type()));
        });
        return all;
    }

    /** The argument for a row of the match, where the source's columns are those of the row at which the search began. */
    private static Expression ofRow(Expression argument, MatchValues read) {
        return Rewriter.topDown(
                argument,
                part -> part instanceof Expression.Reference(Symbol symbol)
                        ? read.symbolFor(
                                        symbol.name(),
                                        new PatternValue.Column(symbol, RowNavigation.CURRENT, Optional.empty()),
                                        symbol.type())
                                .reference()
                        : null);
    }
}
