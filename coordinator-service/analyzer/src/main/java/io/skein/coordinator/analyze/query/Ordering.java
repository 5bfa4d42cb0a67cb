package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.constant.ConstantValues;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.SortNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ORDER BY, OFFSET, LIMIT and FETCH FIRST on top of a plan. */
public final class Ordering {
    private final ExpressionContext context;
    private final PlanBuilder plan;

    Ordering(ExpressionContext context, PlanBuilder plan) {
        this.context = context;
        this.plan = plan;
    }

    /** The terms over the plan's symbols; a number means an output column, and errors of keys stand at what is ordered. */
    public List<OrderingTerm> terms(OrderBy orderBy, List<Symbol> columns, Node ordered) {
        List<Expression> keys = keys(orderBy, columns, ordered);
        List<Symbol> symbols = plan.symbolsFor(keys);
        return terms(orderBy.getSortItems(), symbols);
    }

    /** The terms of a window, where a number is but a number. */
    List<OrderingTerm> windowTerms(OrderBy orderBy) {
        List<Expression> keys = new ArrayList<>();
        for (SortItem item : orderBy.getSortItems()) {
            Expression key = context.analyze(item.getSortKey());
            requireOrderable(item, key, item);
            keys.add(key);
        }
        return terms(orderBy.getSortItems(), plan.symbolsFor(keys));
    }

    List<Expression> keys(OrderBy orderBy, List<Symbol> columns, Node ordered) {
        List<Expression> keys = new ArrayList<>();
        for (SortItem item : orderBy.getSortItems()) {
            Expression key = key(item, columns);
            requireOrderable(item, key, ordered);
            keys.add(key);
        }
        return keys;
    }

    private Expression key(SortItem item, List<Symbol> columns) {
        if (!(item.getSortKey() instanceof LongLiteral ordinal)) {
            return context.analyze(item.getSortKey());
        }
        long position = ordinal.getParsedValue();
        if (position < 1 || position > columns.size()) {
            throw Errors.at(
                    ordinal,
                    StandardErrorCode.INVALID_COLUMN_REFERENCE,
                    "ORDER BY position %s is not in select list",
                    position);
        }
        return columns.get((int) position - 1).reference();
    }

    private static void requireOrderable(SortItem item, Expression key, Node place) {
        if (!key.type().orderable()) {
            throw Errors.at(
                    place,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Type %s is not orderable, and therefore cannot be used in ORDER BY: %s",
                    key.type(),
                    item.getSortKey());
        }
    }

    public static List<OrderingTerm> terms(List<SortItem> items, List<Symbol> symbols) {
        List<OrderingTerm> terms = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            SortItem item = items.get(i);
            Symbol symbol = symbols.get(i);
            if (terms.stream().noneMatch(term -> term.symbol().equals(symbol))) {
                terms.add(new OrderingTerm(
                        symbol,
                        item.getOrdering() == SortItem.Ordering.ASCENDING,
                        item.getNullOrdering() == SortItem.NullOrdering.FIRST));
            }
        }
        return terms;
    }

    /** Sorts, skips and limits, as far as asked. */
    void limit(List<OrderingTerm> terms, Optional<Offset> offset, Optional<Node> limit) {
        if (!terms.isEmpty()) {
            plan.grow(source -> new SortNode(source, terms));
        }
        offset.ifPresent(node -> {
            long count = count(node.getRowCount(), "OFFSET");
            plan.grow(source -> new OffsetNode(source, count));
        });
        limit.ifPresent(node -> {
            switch (node) {
                case Limit rows when rows.getRowCount() instanceof AllRows -> {}
                case Limit rows -> {
                    long count = count(rows.getRowCount(), "LIMIT");
                    plan.grow(source -> new LimitNode(source, count, List.of()));
                }
                case FetchFirst fetch -> fetch(fetch, terms);
                default -> throw Errors.notSupported(node, "Limit not supported: " + node);
            }
        });
    }

    private void fetch(FetchFirst fetch, List<OrderingTerm> terms) {
        if (fetch.isWithTies() && terms.isEmpty()) {
            throw Errors.at(
                    fetch, StandardErrorCode.MISSING_ORDER_BY, "FETCH FIRST WITH TIES clause requires ORDER BY");
        }
        long count = fetch.getRowCount().map(rows -> count(rows, "FETCH FIRST")).orElse(1L);
        if (count == 0) {
            throw Errors.at(
                    fetch,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "FETCH FIRST row count must be positive (actual value: 0)");
        }
        plan.grow(source -> new LimitNode(source, count, fetch.isWithTies() ? terms : List.of()));
    }

    private long count(Node node, String clause) {
        Expression value = new ExpressionAnalyzer(context).analyze(node);
        if (value instanceof Expression.Variable variable) {
            new ExpressionAnalyzer(context).expect(variable, Type.Simple.BIGINT);
            return 0;
        }
        Optional<Long> count = ConstantValues.integer(value);
        if (count.isEmpty()) {
            throw Errors.at(
                    node,
                    StandardErrorCode.INVALID_LIMIT_CLAUSE,
                    "Non constant parameter value for %s: %s",
                    clause,
                    node);
        }
        if (count.get() < 0) {
            throw Errors.at(
                    node,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "%s row count must be greater or equal to 0 (actual value: %s)",
                    clause,
                    count.get());
        }
        return count.get();
    }
}
