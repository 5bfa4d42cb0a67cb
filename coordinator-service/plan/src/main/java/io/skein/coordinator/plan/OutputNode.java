package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** The root of a query: the columns as the client sees them. */
public record OutputNode(PlanNode source, List<String> names, List<Symbol> outputs) implements PlanNode.Unary {
    public OutputNode {
        names = List.copyOf(names);
        outputs = List.copyOf(outputs);
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new OutputNode(source, names, outputs);
    }
}
