package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Sort;
import io.skein.coordinator.plan.PlanNode.TopN;
import java.util.Optional;

/** {@code Limit[n](Sort[k](x)) -> TopN[n, k](x)}. */
final class LimitSortToTopN implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof Limit limit && limit.tiesBy().isEmpty() && limit.source() instanceof Sort sort) {
            return Optional.of(new TopN(sort.source(), limit.count(), sort.ordering()));
        }
        return Optional.empty();
    }
}
