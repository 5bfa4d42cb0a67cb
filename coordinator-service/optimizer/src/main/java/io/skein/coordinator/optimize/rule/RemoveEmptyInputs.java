package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.ValuesNode;
import java.util.List;
import java.util.Optional;

/** A node that gives no rows because its source gives none becomes {@code Values} without rows; so does {@code LIMIT 0}. */
final class RemoveEmptyInputs implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        boolean none = switch (node) {
            case FilterNode filter -> empty(filter.source());
            case ProjectNode project -> empty(project.source());
            case SortNode sort -> empty(sort.source());
            case TopNNode topN -> topN.count() == 0 || empty(topN.source());
            case LimitNode limit -> limit.count() == 0 || empty(limit.source());
            case JoinNode join ->
                (join.kind() == JoinKind.INNER && (empty(join.left()) || empty(join.right())))
                        || (join.kind() == JoinKind.LEFT && empty(join.left()))
                        || (join.kind() == JoinKind.RIGHT && empty(join.right()));
            default -> false;
        };
        return none ? Optional.of(new ValuesNode(node.outputs(), List.of())) : Optional.empty();
    }

    private static boolean empty(PlanNode node) {
        return node instanceof ValuesNode values && values.rows().isEmpty();
    }
}
