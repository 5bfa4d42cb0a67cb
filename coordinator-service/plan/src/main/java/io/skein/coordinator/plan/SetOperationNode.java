package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** UNION, INTERSECT or EXCEPT; column i of the output is {@code inputs.get(s).get(i)} of source s. */
public record SetOperationNode(
        SetOperator operator, boolean distinct, List<PlanNode> sources, List<Symbol> outputs, List<List<Symbol>> inputs)
        implements PlanNode {
    public SetOperationNode {
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
        inputs = inputs.stream().map(List::copyOf).toList();
    }

    @Override
    public PlanNode withSources(List<PlanNode> sources) {
        return new SetOperationNode(operator, distinct, sources, outputs, inputs);
    }
}
