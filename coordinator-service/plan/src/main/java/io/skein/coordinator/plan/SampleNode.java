package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** TABLESAMPLE; ratio from 0 to 1. */
public record SampleNode(PlanNode source, double ratio, boolean system) implements PlanNode.Unary {
    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new SampleNode(source, ratio, system);
    }
}
