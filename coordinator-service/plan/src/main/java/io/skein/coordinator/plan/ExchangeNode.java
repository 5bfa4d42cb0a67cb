package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** A cut between fragments, put in by the distribution rules. {@code ordering} makes it an ordered merge. */
public record ExchangeNode(PlanNode source, ExchangeKind kind, List<Symbol> keys, List<OrderingTerm> ordering)
        implements PlanNode.Unary {
    public ExchangeNode {
        keys = List.copyOf(keys);
        ordering = List.copyOf(ordering);
    }

    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new ExchangeNode(source, kind, keys, ordering);
    }
}
