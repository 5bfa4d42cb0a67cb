package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** The rows of the step before, inside a recursive union's step. */
public record RecursiveReferenceNode(String name, List<Symbol> outputs) implements PlanNode.Leaf {
    public RecursiveReferenceNode {
        outputs = List.copyOf(outputs);
    }
}
