package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** Keeps the rows for which the predicate is true. */
public record FilterNode(PlanNode source, Expression predicate) implements PlanNode.Unary {
    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new FilterNode(source, predicate);
    }
}
