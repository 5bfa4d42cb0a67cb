package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TopNNode;
import java.util.List;
import java.util.Optional;

/** {@code Limit[3](Limit[5](x)) -> Limit[3](x)}, also over TopN. */
final class MergeLimits implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof LimitNode limit) || !limit.tiesBy().isEmpty()) {
            return Optional.empty();
        }
        return switch (limit.source()) {
            case LimitNode inner
            when inner.tiesBy().isEmpty() ->
                Optional.of(new LimitNode(inner.source(), Math.min(limit.count(), inner.count()), List.of()));
            case TopNNode inner ->
                Optional.of(new TopNNode(inner.source(), Math.min(limit.count(), inner.count()), inner.ordering()));
            default -> Optional.empty();
        };
    }
}
