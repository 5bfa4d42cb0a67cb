package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/**
 * For each input row, evaluates the subquery (which may refer to the {@code correlation} symbols of the input) and adds {@code result}.
 * The kernel can run it as it stands; the optimizer turns it into joins where the plan is distributed.
 */
public record ApplyNode(PlanNode input, PlanNode subquery, List<Symbol> correlation, Symbol result, SubqueryKind kind)
        implements PlanNode.Binary {
    public ApplyNode {
        correlation = List.copyOf(correlation);
    }

    @Override
    public PlanNode left() {
        return input;
    }

    @Override
    public PlanNode right() {
        return subquery;
    }

    @Override
    public List<Symbol> outputs() {
        return Copies.concatenated(input.outputs(), List.of(result));
    }

    @Override
    public PlanNode withSources(PlanNode left, PlanNode right) {
        return new ApplyNode(left, right, correlation, result, kind);
    }
}
