package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** The whole input in order; the order holds up to the output only through nodes that keep it (Limit, Offset, Project, Output). */
public record SortNode(PlanNode source, List<OrderingTerm> ordering) implements PlanNode.Unary {
    public SortNode {
        ordering = List.copyOf(ordering);
    }

    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new SortNode(source, ordering);
    }
}
