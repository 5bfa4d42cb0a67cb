package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Offset;
import java.util.List;
import java.util.Optional;

/** {@code Limit[n](Offset[m](x)) -> Offset[m](Limit[n + m](x))}: fewer rows have to come together. */
final class PushLimitThroughOffset implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof Limit limit
                && limit.tiesBy().isEmpty()
                && limit.source() instanceof Offset offset
                && limit.count() <= Long.MAX_VALUE - offset.count()) {
            return Optional.of(
                    offset.withSource(new Limit(offset.source(), limit.count() + offset.count(), List.of())));
        }
        return Optional.empty();
    }
}
