package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** The first {@code count} rows in order, in order. */
public record TopNNode(PlanNode source, long count, List<OrderingTerm> ordering) implements PlanNode.Unary {
    public TopNNode {
        ordering = List.copyOf(ordering);
    }

    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new TopNNode(source, count, ordering);
    }
}
