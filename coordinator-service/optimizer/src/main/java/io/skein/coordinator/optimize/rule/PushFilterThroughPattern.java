package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PlanNode;
import java.util.Optional;

/** {@code Filter[p = 1](Pattern[partition by p](s)) -> Pattern[partition by p](Filter[p = 1](s))}: only whole partitions may go. */
final class PushFilterThroughPattern implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof FilterNode filter && filter.source() instanceof PatternNode pattern) {
            return Conjuncts.reading(filter.predicate(), pattern.partitionBy())
                    .rewritten(moved -> pattern.withSource(new FilterNode(pattern.source(), moved)));
        }
        return Optional.empty();
    }
}
