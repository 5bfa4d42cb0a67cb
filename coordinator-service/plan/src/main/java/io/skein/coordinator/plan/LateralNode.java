package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** LATERAL join: the subquery is evaluated for each input row; INNER or LEFT. */
public record LateralNode(PlanNode input, PlanNode subquery, List<Symbol> correlation, JoinKind kind, Expression filter)
        implements PlanNode.Binary {
    public LateralNode {
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
        return Copies.concatenated(input.outputs(), subquery.outputs());
    }

    @Override
    public PlanNode withSources(PlanNode left, PlanNode right) {
        return new LateralNode(left, right, correlation, kind, filter);
    }
}
