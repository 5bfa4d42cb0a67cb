package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.WindowNode;
import java.util.Optional;

/** {@code Filter[p = 1](Window[partition by p](s)) -> Window[partition by p](Filter[p = 1](s))}: only whole partitions may go. */
final class PushFilterThroughWindow implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof FilterNode filter && filter.source() instanceof WindowNode window) {
            return Conjuncts.reading(filter.predicate(), window.partitionBy())
                    .rewritten(moved -> window.withSource(new FilterNode(window.source(), moved)));
        }
        return Optional.empty();
    }
}
