package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.PlanNode;
import java.util.List;
import java.util.Optional;

/** {@code Limit[n](Offset[m](x)) -> Offset[m](Limit[n + m](x))}: fewer rows have to come together. */
final class PushLimitThroughOffset implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof LimitNode limit
                && limit.tiesBy().isEmpty()
                && limit.source() instanceof OffsetNode offset
                && limit.count() <= Long.MAX_VALUE - offset.count()) {
            return Optional.of(
                    offset.withSource(new LimitNode(offset.source(), limit.count() + offset.count(), List.of())));
        }
        return Optional.empty();
    }
}
