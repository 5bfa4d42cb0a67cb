package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;
import java.util.Map;

/** Window functions that share one specification; adds their symbols to the source's. */
public record WindowNode(
        PlanNode source, List<Symbol> partitionBy, List<OrderingTerm> ordering, Map<Symbol, WindowCall> functions)
        implements PlanNode.Unary {
    public WindowNode {
        partitionBy = List.copyOf(partitionBy);
        ordering = List.copyOf(ordering);
        functions = Copies.ordered(functions);
    }

    @Override
    public List<Symbol> outputs() {
        return Copies.concatenated(source.outputs(), List.copyOf(functions.keySet()));
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new WindowNode(source, partitionBy, ordering, functions);
    }
}
