package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.List;
import java.util.Optional;

/** {@code Filter[a](Filter[b](x)) -> Filter[b AND a](x)}. */
final class MergeFilters implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof FilterNode outer && outer.source() instanceof FilterNode inner) {
            return Optional.of(
                    new FilterNode(inner.source(), ExpressionTree.and(List.of(inner.predicate(), outer.predicate()))));
        }
        return Optional.empty();
    }
}
