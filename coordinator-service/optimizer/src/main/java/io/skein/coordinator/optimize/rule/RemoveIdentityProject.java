package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import java.util.Optional;
import java.util.Set;

/** {@code Project[a := a, b := b](x with a, b) -> x}. */
final class RemoveIdentityProject implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (node instanceof ProjectNode project
                && Set.copyOf(project.outputs())
                        .equals(Set.copyOf(project.source().outputs()))
                && project.assignments().entrySet().stream()
                        .allMatch(
                                entry -> entry.getValue().equals(entry.getKey().reference()))) {
            return Optional.of(project.source());
        }
        return Optional.empty();
    }
}
