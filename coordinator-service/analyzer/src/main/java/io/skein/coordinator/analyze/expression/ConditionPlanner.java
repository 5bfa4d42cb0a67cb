package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.pattern.MatchValues;
import io.skein.coordinator.analyze.scope.References;
import io.skein.coordinator.analyze.scope.Rewriter;
import io.skein.coordinator.analyze.scope.RowColumns;
import io.skein.coordinator.analyze.scope.Symbols;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PatternSearch.RowsPerMatch;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Prepares the conditions of DEFINE. Each part of a condition that depends on one row of the match, and on rows at fixed distances from it, becomes a
 * column of the source, so that the kernel computes it once for each row; what is left for the search brings such columns of several rows together.
 */
public final class ConditionPlanner {
    private final RowsPerMatch rows;
    private final MatchValues read;
    private final RowColumns columns;
    private final Symbols symbols;
    private final Map<Symbol, PatternValue> values = new HashMap<>();
    private final Map<PatternValue, Symbol> known = new HashMap<>();
    private final Map<Symbol, PatternValue> inputs = new LinkedHashMap<>();

    /**
     * @param read what the conditions read
     * @param columns gets what is to be computed for each row
     */
    public ConditionPlanner(RowsPerMatch rows, MatchValues read, RowColumns columns, Symbols symbols) {
        this.rows = rows;
        this.read = read;
        this.columns = columns;
        this.symbols = symbols;
    }

    /** What the planned conditions read, by the symbols that stand for it there. */
    public Map<Symbol, PatternValue> inputs() {
        return inputs;
    }

    /** The condition of the label at this place. */
    Expression plan(Expression condition, int label, String name) {
        Expression own = Rewriter.topDown(
                condition,
                part -> part instanceof Expression.Reference(Symbol symbol) ? value(symbol, label, name) : null);
        Expression planned = Rewriter.topDown(own, this::computedBefore);
        for (Symbol symbol : References.of(planned)) {
            inputs.put(symbol, java.util.Objects.requireNonNull(values.get(symbol)));
        }
        return planned;
    }

    private Expression value(Symbol symbol, int label, String name) {
        MatchValues.MatchAggregate aggregate = read.aggregates().get(symbol);
        if (aggregate != null) {
            return reference(symbol, aggregate(aggregate));
        }
        return switch (read.values().get(symbol)) {
            case PatternValue.Column(Symbol source, RowNavigation navigation, var _) ->
                reference(source, new PatternValue.Column(source, own(navigation, label), Optional.empty()));
            case PatternValue.Classifier(RowNavigation navigation) -> {
                RowNavigation from = own(navigation, label);
                yield from.equals(RowNavigation.CURRENT)
                        ? new Expression.Constant(name, Type.Varchar.UNBOUNDED)
                        : reference(symbol, new PatternValue.Classifier(from));
            }
            case null -> reference(symbol, new PatternValue.Column(symbol, RowNavigation.CURRENT, Optional.empty()));
            case PatternValue value -> reference(symbol, value);
        };
    }

    private Expression reference(Symbol like, PatternValue value) {
        Symbol symbol = known.computeIfAbsent(value, _ -> symbols.create(like.name(), like.type()));
        values.put(symbol, value);
        return symbol.reference();
    }

    /** While a label is tried its own last row is the current one, and only rows up to there are known. */
    private static RowNavigation own(RowNavigation navigation, int label) {
        boolean current = navigation.anchor() == RowNavigation.Anchor.LAST
                && navigation.logicalOffset() == 0
                && navigation.labels().contains(label);
        return new RowNavigation(
                current ? new TreeSet<>() : navigation.labels(),
                navigation.anchor(),
                RowNavigation.Mode.RUNNING,
                navigation.logicalOffset(),
                navigation.physicalOffset());
    }

    private PatternValue aggregate(MatchValues.MatchAggregate aggregate) {
        if (aggregate.arguments().size() > 1) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "A pattern variable's condition cannot use an aggregate function of several arguments: "
                            + aggregate.function().name());
        }
        Optional<Symbol> argument = aggregate.arguments().stream().findFirst().map(this::argument);
        return new PatternValue.Aggregate(aggregate.function(), argument, aggregate.labels());
    }

    private Symbol argument(Expression argument) {
        return columns.of(Rewriter.topDown(argument, part -> {
            if (!(part instanceof Expression.Reference(Symbol symbol))) {
                return null;
            }
            return switch (read.values().get(symbol)) {
                case PatternValue.Column column -> column.source().reference();
                case null -> part;
                case PatternValue _ ->
                    throw new SkeinException(
                            StandardErrorCode.NOT_SUPPORTED,
                            "A pattern variable's condition cannot aggregate CLASSIFIER or MATCH_NUMBER");
            };
        }));
    }

    /** The part as a column, if it is of one row. */
    private @org.jspecify.annotations.Nullable Expression computedBefore(Expression part) {
        if (part instanceof Expression.Reference || plain(part)) {
            return null;
        }
        Set<RowNavigation> places = new HashSet<>();
        for (Symbol symbol : References.of(part)) {
            if (!(values.get(symbol) instanceof PatternValue.Column(Symbol _, RowNavigation navigation, var _))) {
                return null;
            }
            places.add(place(navigation));
        }
        if (places.size() > 1) {
            return null;
        }
        RowNavigation place = places.stream().findFirst().orElse(RowNavigation.CURRENT);
        Symbol column = columns.of(Rewriter.topDown(part, this::ofRow));
        Optional<Expression> absent = place.equals(RowNavigation.CURRENT)
                ? Optional.empty()
                : Optional.of(Rewriter.topDown(
                        part,
                        each -> each instanceof Expression.Reference(Symbol symbol)
                                ? new Expression.Constant(null, symbol.type())
                                : null));
        return reference(column, new PatternValue.Column(column, place, absent));
    }

    /** A pattern in a window sees no row before the current one, so that distances count for the search. */
    private RowNavigation place(RowNavigation navigation) {
        return rows == RowsPerMatch.WINDOW ? navigation : navigation.base();
    }

    private @org.jspecify.annotations.Nullable Expression ofRow(Expression part) {
        if (!(part instanceof Expression.Reference(Symbol symbol))
                || !(values.get(symbol)
                        instanceof PatternValue.Column(Symbol source, RowNavigation navigation, var _))) {
            return null;
        }
        int distance = rows == RowsPerMatch.WINDOW ? 0 : navigation.physicalOffset();
        return columns.neighbour(source, distance).reference();
    }

    private static boolean plain(Expression part) {
        return part instanceof Expression.Constant(Object value, Type type)
                && (value == null
                        || value instanceof Boolean
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Float
                        || value instanceof java.math.BigDecimal
                        || (value instanceof String && type instanceof Type.Varchar));
    }
}
