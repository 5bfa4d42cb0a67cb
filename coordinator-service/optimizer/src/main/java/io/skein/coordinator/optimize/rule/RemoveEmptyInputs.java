package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Filter;
import io.skein.coordinator.plan.PlanNode.Join;
import io.skein.coordinator.plan.PlanNode.JoinKind;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.Sort;
import io.skein.coordinator.plan.PlanNode.TopN;
import io.skein.coordinator.plan.PlanNode.Values;
import java.util.List;
import java.util.Optional;

/** A node that gives no rows because its source gives none becomes {@code Values} without rows; so does {@code LIMIT 0}. */
final class RemoveEmptyInputs implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        boolean none = switch (node) {
            case Filter filter -> empty(filter.source());
            case Project project -> empty(project.source());
            case Sort sort -> empty(sort.source());
            case TopN topN -> topN.count() == 0 || empty(topN.source());
            case Limit limit -> limit.count() == 0 || empty(limit.source());
            case Join join ->
                (join.kind() == JoinKind.INNER && (empty(join.left()) || empty(join.right())))
                        || (join.kind() == JoinKind.LEFT && empty(join.left()))
                        || (join.kind() == JoinKind.RIGHT && empty(join.right()));
            default -> false;
        };
        return none ? Optional.of(new Values(node.outputs(), List.of())) : Optional.empty();
    }

    private static boolean empty(PlanNode node) {
        return node instanceof Values values && values.rows().isEmpty();
    }
}
