package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** Leaves out the first rows. */
public record OffsetNode(PlanNode source, long count) implements PlanNode.Unary {
    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new OffsetNode(source, count);
    }
}
