package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TopNNode;
import java.util.Optional;

/** {@code Limit[n](Sort[k](x)) -> TopN[n, k](x)}. */
final class LimitSortToTopN implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof LimitNode limit && limit.tiesBy().isEmpty() && limit.source() instanceof SortNode sort) {
            return Optional.of(new TopNNode(sort.source(), limit.count(), sort.ordering()));
        }
        return Optional.empty();
    }
}
