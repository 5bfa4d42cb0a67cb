package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** WITH RECURSIVE: {@code step} reads the rows of the round before through {@link RecursiveReference} of the same name. */
public record RecursiveUnionNode(
        String name,
        PlanNode base,
        PlanNode step,
        List<Symbol> outputs,
        List<Symbol> baseInputs,
        List<Symbol> stepInputs,
        int maximumDepth)
        implements PlanNode.Binary {
    @Override
    public PlanNode left() {
        return base;
    }

    @Override
    public PlanNode right() {
        return step;
    }

    @Override
    public PlanNode withSources(PlanNode left, PlanNode right) {
        return new RecursiveUnionNode(name, left, right, outputs, baseInputs, stepInputs, maximumDepth);
    }
}
