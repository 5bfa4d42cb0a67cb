package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import java.util.Optional;

/** {@code Limit[n](Project(x)) -> Project(Limit[n](x))}, so that a limit finds the sort it belongs to. */
final class PushLimitThroughProject implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof LimitNode limit
                && limit.tiesBy().isEmpty()
                && limit.source() instanceof ProjectNode project) {
            return Optional.of(project.withSource(limit.withSource(project.source())));
        }
        return Optional.empty();
    }
}
