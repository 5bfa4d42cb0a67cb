package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the search over a prepared source, and above it the aggregates over matches and the measures. */
final class MeasurePlanner {
    private final PlanBuilder plan;
    private final List<Symbol> partitionBy;
    private final List<OrderingTerm> ordering;
    private final PatternSearch search;
    private final MatchValues read;
    private final Map<Symbol, WindowCall> frameCalls;
    private final Symbol number;
    private final Symbol origin;
    private final Symbol position;
    private final Symbol label;

    /**
     * @param read what the measures read
     */
    MeasurePlanner(
            PlanBuilder plan,
            List<Symbol> partitionBy,
            List<OrderingTerm> ordering,
            PatternSearch search,
            MatchValues read) {
        this(plan, partitionBy, ordering, search, read, Map.of());
    }

    /**
     * @param frameCalls functions over the rows of the match, which the frame of a window with a pattern is reduced to
     */
    MeasurePlanner(
            PlanBuilder plan,
            List<Symbol> partitionBy,
            List<OrderingTerm> ordering,
            PatternSearch search,
            MatchValues read,
            Map<Symbol, WindowCall> frameCalls) {
        this.plan = plan;
        this.partitionBy = partitionBy;
        this.ordering = ordering;
        this.search = search;
        this.read = read;
        this.frameCalls = frameCalls;
        this.number = read.symbolFor("match_number", new PatternValue.MatchNumber(), Type.Simple.BIGINT);
        this.origin = read.symbolFor("origin", new PatternValue.Origin(), Type.Simple.BIGINT);
        this.position = read.symbolFor("position", new PatternValue.Position(), Type.Simple.BIGINT);
        this.label = read.symbolFor(
                "classifier", new PatternValue.Classifier(RowNavigation.CURRENT), Type.Varchar.UNBOUNDED);
    }

    /** Symbols for the measures, above the search. */
    List<Symbol> plan(List<Expression> measures) {
        Symbol shown = read.symbolFor("shown", new PatternValue.Shown(), Type.Simple.BOOLEAN);
        boolean aggregates = !read.aggregates().isEmpty() || !frameCalls.isEmpty();
        List<Symbol> carried = plan.root().outputs();
        plan.grow(source -> new PatternNode(
                source,
                partitionBy,
                ordering,
                search,
                aggregates ? PatternNode.Emission.EVERY : PatternNode.Emission.SHOWN,
                carried,
                read.values()));
        if (aggregates) {
            List<Symbol> match = new ArrayList<>(partitionBy);
            match.add(origin);
            Map<Symbol, WindowCall> calls = new LinkedHashMap<>();
            read.aggregates().forEach((symbol, aggregate) -> calls.put(symbol, call(aggregate)));
            frameCalls.forEach((symbol, call) -> calls.put(symbol, overMatch(call)));
            List<OrderingTerm> rows = List.of(new OrderingTerm(position, true, false));
            plan.grow(source -> new WindowNode(source, match, rows, calls));
            plan.grow(source -> new FilterNode(source, shown.reference()));
        }
        Map<Symbol, Expression> additions = new LinkedHashMap<>();
        List<Symbol> symbols = new ArrayList<>();
        for (Expression measure : measures) {
            Symbol symbol = plan.symbols().create(measure);
            additions.put(symbol, matched(measure));
            symbols.add(symbol);
        }
        plan.extend(additions);
        return symbols;
    }

    /** A row without match has no measures. */
    private Expression matched(Expression measure) {
        return search.rows().unmatched()
                ? new Expression.Case(
                        List.of(new Expression.When(
                                new Expression.IsNull(number.reference()),
                                new Expression.Constant(null, measure.type()))),
                        Optional.of(measure),
                        measure.type())
                : measure;
    }

    private WindowCall call(MatchValues.MatchAggregate aggregate) {
        boolean running = aggregate.mode() == RowNavigation.Mode.RUNNING
                && search.rows() != PatternSearch.RowsPerMatch.ONE
                && search.rows() != PatternSearch.RowsPerMatch.WINDOW;
        return new WindowCall(
                aggregate.function(),
                aggregate.arguments(),
                false,
                false,
                Optional.of(of(aggregate.labels())),
                frame(running ? Frame.BoundKind.CURRENT_ROW : Frame.BoundKind.UNBOUNDED_FOLLOWING));
    }

    /** Whether a row has one of the labels; rows of no match have none. */
    private Expression of(Set<Integer> labels) {
        if (labels.isEmpty()) {
            return new Expression.Not(new Expression.IsNull(label.reference()));
        }
        List<Expression> names = labels.stream()
                .<Expression>map(place ->
                        new Expression.Constant(search.labels().get(place).name(), Type.Varchar.UNBOUNDED))
                .toList();
        return new Expression.In(label.reference(), names);
    }

    private WindowCall overMatch(WindowCall call) {
        return new WindowCall(
                call.function(),
                call.arguments(),
                call.distinct(),
                call.ignoreNulls(),
                call.filter(),
                frame(Frame.BoundKind.UNBOUNDED_FOLLOWING));
    }

    private static Frame frame(Frame.BoundKind end) {
        return new Frame(
                Frame.Unit.ROWS,
                new Frame.Bound(Frame.BoundKind.UNBOUNDED_PRECEDING, Optional.empty()),
                new Frame.Bound(end, Optional.empty()));
    }
}
