package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;
import java.util.Optional;

/** Join; outputs are the left's then the right's. A cross join is INNER without criteria and filter. */
public record JoinNode(
        JoinKind kind,
        PlanNode left,
        PlanNode right,
        List<EquiClause> criteria,
        Optional<Expression> filter,
        JoinDistribution distribution)
        implements PlanNode.Binary {
    public JoinNode {
        criteria = List.copyOf(criteria);
    }

    @Override
    public List<Symbol> outputs() {
        return Copies.concatenated(left.outputs(), right.outputs());
    }

    @Override
    public PlanNode withSources(PlanNode left, PlanNode right) {
        return new JoinNode(kind, left, right, criteria, filter, distribution);
    }
}
