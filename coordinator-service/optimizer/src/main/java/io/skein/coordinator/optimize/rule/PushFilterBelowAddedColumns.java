package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Filter[x = 1](SemiJoin(s, f)) -> SemiJoin(Filter[x = 1](s), f)} where the filter does not read the mark; the same for Apply, Lateral, Unnest and
 * Sort, which add columns to rows or order them.
 */
final class PushFilterBelowAddedColumns implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter)) {
            return Optional.empty();
        }
        PlanNode below = filter.source();
        return switch (below) {
            case SemiJoinNode _, ApplyNode _, LateralNode _, UnnestNode _, SortNode _ -> pushed(filter, below);
            default -> Optional.empty();
        };
    }

    /** A term that reads nothing added goes, even one that reads enclosing queries' symbols. */
    private static Optional<PlanNode> pushed(FilterNode filter, PlanNode below) {
        List<PlanNode> sources = below.sources();
        Set<?> kept = Set.copyOf(sources.getFirst().outputs());
        Set<?> all = Set.copyOf(below.outputs());
        return Conjuncts.part(
                        filter.predicate(),
                        term -> ExpressionTree.references(term).stream()
                                        .allMatch(symbol -> kept.contains(symbol) || !all.contains(symbol))
                                && !ExpressionTree.references(term).isEmpty())
                .rewritten(moved -> {
                    List<PlanNode> replaced = new ArrayList<>(sources);
                    replaced.set(0, new FilterNode(sources.getFirst(), moved));
                    return below.withSources(replaced);
                });
    }
}
