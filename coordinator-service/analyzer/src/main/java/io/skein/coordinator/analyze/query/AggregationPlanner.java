package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.pattern.PatternFunctions;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.GroupedColumns;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeRef;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans GROUP BY and the aggregates of a SELECT; afterwards the context's expressions stand above the aggregation. */
final class AggregationPlanner {
    private final ExpressionContext context;
    private final PlanBuilder plan;
    private final AstSearch search;

    private final Map<NodeRef<Node>, Expression> keysByNode = new HashMap<>();

    AggregationPlanner(ExpressionContext context, PlanBuilder plan, AstSearch search) {
        this.context = context;
        this.plan = plan;
        this.search = search;
    }

    void plan(QuerySpecification select, List<SelectList.Item> items, List<Node> written) {
        List<Node> nodes = new ArrayList<>(written);
        select.getHaving().ifPresent(nodes::add);
        List<FunctionCall> calls = search.aggregates(nodes);
        List<GroupingOperation> groupings = search.groupings(nodes);
        if (!groupings.isEmpty() && select.getGroupBy().isEmpty()) {
            throw Errors.at(
                    select,
                    StandardErrorCode.MISSING_GROUP_BY,
                    "A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause");
        }
        if (calls.isEmpty()
                && select.getGroupBy().isEmpty()
                && select.getHaving().isEmpty()) {
            return;
        }
        List<List<Node>> sets = select.getGroupBy()
                .map(groupBy -> new GroupingElements(items, search, context.scope()).sets(groupBy))
                .orElse(List.of(List.of()));
        Map<Expression, Symbol> keys = keys(sets, items);
        List<List<Symbol>> groupingSets = groupingSets(sets, items, keys);
        Map<Symbol, Aggregation> aggregations = new LinkedHashMap<>();
        Map<Aggregation, Symbol> known = new LinkedHashMap<>();
        for (FunctionCall call : calls) {
            Aggregation aggregation = aggregation(call);
            Symbol symbol = known.computeIfAbsent(
                    aggregation,
                    each -> plan.symbols()
                            .create(each.function().name(), each.function().returnType()));
            aggregations.put(symbol, aggregation);
            context.computed(call, symbol.reference());
        }
        Optional<Symbol> groupId = groupingSets.size() > 1
                ? Optional.of(plan.symbols().create("group_id", Type.Simple.BIGINT))
                : Optional.empty();
        Set<Symbol> hidden = new HashSet<>(plan.root().outputs());
        keys.values().forEach(hidden::remove);
        groupings.forEach(grouping -> context.computed(grouping, grouping(grouping, groupingSets, groupId, keys)));
        plan.grow(source -> new AggregateNode(source, groupingSets, groupId, aggregations, AggregationStep.SINGLE));
        context.groupBy(new GroupedColumns(keys, hidden));
    }

    /** The distinct grouping expressions and the symbols that hold them. */
    private Map<Expression, Symbol> keys(List<List<Node>> sets, List<SelectList.Item> items) {
        List<Expression> expressions = new ArrayList<>();
        for (Node node : sets.stream().flatMap(List::stream).toList()) {
            Expression key = key(node, items);
            if (!key.type().comparable()) {
                throw Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "%s is not comparable, and therefore cannot be used in GROUP BY",
                        key.type());
            }
            if (!expressions.contains(key)) {
                expressions.add(key);
            }
        }
        List<Symbol> symbols = plan.symbolsFor(expressions);
        Map<Expression, Symbol> keys = new LinkedHashMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            keys.put(expressions.get(i), symbols.get(i));
        }
        return keys;
    }

    /** A node is analysed once, though several grouping sets have it. */
    private Expression key(Node node, List<SelectList.Item> items) {
        Optional<Expression> known = context.computed(node);
        if (known.isPresent()) {
            return known.get();
        }
        @Nullable Expression before = keysByNode.get(NodeRef.of(node));
        if (before != null) {
            return before;
        }
        Expression key = node instanceof LongLiteral ordinal
                ? items.get((int) ordinal.getParsedValue() - 1).analyze(context)
                : context.analyze(node);
        if (search.containsSubquery(node)) {
            context.computed(node, key);
        }
        keysByNode.put(NodeRef.of(node), key);
        return key;
    }

    private List<List<Symbol>> groupingSets(
            List<List<Node>> sets, List<SelectList.Item> items, Map<Expression, Symbol> keys) {
        List<List<Symbol>> result = new ArrayList<>();
        for (List<Node> set : sets) {
            result.add(set.stream()
                    .map(node -> java.util.Objects.requireNonNull(keys.get(key(node, items))))
                    .distinct()
                    .toList());
        }
        return result;
    }

    private Aggregation aggregation(FunctionCall call) {
        PatternFunctions.requireNoPatternSyntax(call);
        List<? extends Node> children = call.getChildren();
        List<FunctionCall> nested = search.aggregates(children);
        if (!nested.isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NESTED_AGGREGATION,
                    "Cannot nest aggregations inside aggregation '%s': %s",
                    call.getName(),
                    nested);
        }
        List<FunctionCall> windows = search.windowCalls(children);
        if (!windows.isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NESTED_WINDOW,
                    "Cannot nest window functions or row pattern measures inside aggregation '%s': %s",
                    call.getName(),
                    windows);
        }
        if (FunctionCalls.name(call.getName()).equals("listagg")) {
            requireText(call);
        }
        FunctionCalls.Resolved resolved = new FunctionCalls(new ExpressionAnalyzer(context)).resolve(call);
        if (call.isDistinct()) {
            requireComparable(call, resolved.arguments());
        }
        Optional<Expression> filter = call.getFilter()
                .map(node -> new ExpressionAnalyzer(context).analyze(node, Type.Simple.BOOLEAN, "Filter expression"));
        call.getOrderBy().ifPresent(orderBy -> requireOrderable(call, orderBy));
        List<OrderingTerm> ordering = call.getOrderBy()
                .map(orderBy -> new Ordering(context, plan).terms(orderBy, List.of(), call))
                .orElse(List.of());
        if (call.isDistinct()) {
            call.getOrderBy().ifPresent(orderBy -> requireOrderedByArguments(orderBy, resolved.arguments(), ordering));
        }
        return new Aggregation(
                resolved.function().reference(), resolved.arguments(), call.isDistinct(), filter, ordering);
    }

    private void requireText(FunctionCall call) {
        io.trino.sql.tree.Expression joined = call.getArguments().getFirst();
        Type type = context.analyze(joined).type();
        if (!(type instanceof Type.Varchar)) {
            throw Errors.at(
                    call,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Expected expression of varchar, but '%s' has %s type",
                    joined,
                    type.displayName());
        }
    }

    private void requireOrderable(FunctionCall call, OrderBy orderBy) {
        for (SortItem item : orderBy.getSortItems()) {
            Type type = context.analyze(item.getSortKey()).type();
            if (!type.orderable()) {
                throw Errors.at(
                        call,
                        StandardErrorCode.TYPE_MISMATCH,
                        "ORDER BY can only be applied to orderable types (actual: %s)",
                        type.displayName());
            }
        }
    }

    private static void requireComparable(FunctionCall call, List<Expression> arguments) {
        for (Expression argument : arguments) {
            if (!argument.type().comparable()) {
                throw Errors.at(
                        call,
                        StandardErrorCode.TYPE_MISMATCH,
                        "DISTINCT can only be applied to comparable types (actual: %s)",
                        argument.type());
            }
        }
    }

    private void requireOrderedByArguments(OrderBy orderBy, List<Expression> arguments, List<OrderingTerm> ordering) {
        boolean all = ordering.stream()
                .allMatch(term -> arguments.contains(term.symbol().reference()));
        if (all || !arguments.stream().allMatch(Expression.Reference.class::isInstance)) {
            return;
        }
        for (SortItem item : orderBy.getSortItems()) {
            if (!arguments.contains(context.analyze(item.getSortKey()))) {
                throw Errors.at(
                        item.getSortKey(),
                        StandardErrorCode.EXPRESSION_NOT_IN_DISTINCT,
                        "For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments");
            }
        }
    }

    /** A number whose bits say, column by column, what the row's grouping set leaves out. */
    private Expression grouping(
            GroupingOperation grouping,
            List<List<Symbol>> sets,
            Optional<Symbol> groupId,
            Map<Expression, Symbol> keys) {
        List<Symbol> columns = new ArrayList<>();
        for (Node node : grouping.getGroupingColumns()) {
            Symbol key = keys.get(context.analyze(node));
            if (key == null) {
                throw Errors.at(
                        grouping,
                        StandardErrorCode.INVALID_ARGUMENTS,
                        "The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query level. "
                                + "Mismatch due to %s.",
                        node);
            }
            columns.add(key);
        }
        Type type = columns.size() < Integer.SIZE ? Type.Simple.INTEGER : Type.Simple.BIGINT;
        if (columns.size() >= Long.SIZE) {
            throw new SkeinException(StandardErrorCode.INVALID_ARGUMENTS, "GROUPING supports up to 63 columns");
        }
        List<Long> values = sets.stream().map(set -> bits(columns, set)).toList();
        if (groupId.isEmpty()) {
            return new Expression.Constant(values.getFirst(), type);
        }
        List<Expression.When> branches = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Expression index = new Expression.Constant((long) i, Type.Simple.BIGINT);
            branches.add(new Expression.When(
                    new Expression.Comparison(
                            Expression.ComparisonOperator.EQUAL, groupId.get().reference(), index),
                    new Expression.Constant(values.get(i), type)));
        }
        return new Expression.Case(branches, Optional.empty(), type);
    }

    private static long bits(List<Symbol> columns, List<Symbol> set) {
        long bits = 0;
        for (Symbol column : columns) {
            bits = bits << 1 | (set.contains(column) ? 0 : 1);
        }
        return bits;
    }
}
