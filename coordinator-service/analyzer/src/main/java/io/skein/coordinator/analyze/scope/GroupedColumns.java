package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Node;
import java.util.Map;
import java.util.Set;

/** Lifts expressions over an aggregation's source to its outputs. */
public final class GroupedColumns {
    private final Map<Expression, Symbol> keys;
    private final Set<Symbol> hidden;

    /**
     * @param keys the grouping expressions over the source
     * @param hidden the source's symbols that the aggregation does not pass on
     */
    public GroupedColumns(Map<Expression, Symbol> keys, Set<Symbol> hidden) {
        this.keys = Map.copyOf(keys);
        this.hidden = Set.copyOf(hidden);
    }

    public boolean hides(Symbol symbol) {
        return hidden.contains(symbol);
    }

    /** The same value above the aggregation; fails when it depends on a column that is not grouped by. */
    public Expression above(Expression expression, Node node) {
        return Rewriter.topDown(expression, each -> {
            Symbol key = keys.get(each);
            if (key != null) {
                return key.reference();
            }
            if (each instanceof Expression.Reference(Symbol symbol) && hidden.contains(symbol)) {
                throw Errors.at(
                        node,
                        StandardErrorCode.EXPRESSION_NOT_AGGREGATE,
                        "'%s' must be an aggregate expression or appear in GROUP BY clause",
                        node);
            }
            return null;
        });
    }
}
