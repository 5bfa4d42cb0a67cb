package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;
import java.util.Map;

/** Computes each symbol from the source's; passing a symbol through is an assignment of its own reference. */
public record ProjectNode(PlanNode source, Map<Symbol, Expression> assignments) implements PlanNode.Unary {
    public ProjectNode {
        assignments = Copies.ordered(assignments);
    }

    @Override
    public List<Symbol> outputs() {
        return List.copyOf(assignments.keySet());
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new ProjectNode(source, assignments);
    }
}
