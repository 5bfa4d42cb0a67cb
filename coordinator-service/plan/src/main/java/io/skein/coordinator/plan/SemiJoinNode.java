package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;
import java.util.Optional;

/**
 * Adds {@code mark}: whether the source row's keys are found in the filtering source, with IN's three-valued answer when {@code nullAware}, with
 * EXISTS' two-valued answer otherwise. {@code filter} may relate both sides (not when null-aware).
 */
public record SemiJoinNode(
        PlanNode source,
        PlanNode filteringSource,
        List<EquiClause> criteria,
        Optional<Expression> filter,
        boolean nullAware,
        Symbol mark,
        JoinDistribution distribution)
        implements PlanNode.Binary {
    public SemiJoinNode {
        criteria = List.copyOf(criteria);
    }

    @Override
    public PlanNode left() {
        return source;
    }

    @Override
    public PlanNode right() {
        return filteringSource;
    }

    @Override
    public List<Symbol> outputs() {
        return Copies.concatenated(source.outputs(), List.of(mark));
    }

    @Override
    public PlanNode withSources(PlanNode left, PlanNode right) {
        return new SemiJoinNode(left, right, criteria, filter, nullAware, mark, distribution);
    }
}
