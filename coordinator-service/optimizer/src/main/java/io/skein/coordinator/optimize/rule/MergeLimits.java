package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.TopN;
import java.util.List;
import java.util.Optional;

/** {@code Limit[3](Limit[5](x)) -> Limit[3](x)}, also over TopN. */
final class MergeLimits implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof Limit limit) || !limit.tiesBy().isEmpty()) {
            return Optional.empty();
        }
        return switch (limit.source()) {
            case Limit inner
            when inner.tiesBy().isEmpty() ->
                Optional.of(new Limit(inner.source(), Math.min(limit.count(), inner.count()), List.of()));
            case TopN inner ->
                Optional.of(new TopN(inner.source(), Math.min(limit.count(), inner.count()), inner.ordering()));
            default -> Optional.empty();
        };
    }
}
