package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** What stands for an exchange in the consuming fragment. */
public record RemoteSourceNode(int fragment, List<Symbol> outputs, List<OrderingTerm> ordering)
        implements PlanNode.Leaf {
    public RemoteSourceNode {
        outputs = List.copyOf(outputs);
        ordering = List.copyOf(ordering);
    }
}
