package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.List;
import java.util.Optional;

/** {@code Apply[EXISTS](a, Filter[b.x = a.y](b)) -> SemiJoin[y = x](a, b)}. Subqueries without correlation stay as they are: they can be broadcast. */
final class TurnExistsIntoSemiJoin implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof ApplyNode apply)
                || !(apply.kind() instanceof SubqueryKind.Exists)
                || PlanTree.freeSymbols(apply.subquery()).isEmpty()) {
            return Optional.empty();
        }
        List<Symbol> outer = apply.input().outputs();
        return new CorrelationPuller(outer)
                .pull(rows(apply.subquery()))
                .filter(pulled -> PlanTree.freeSymbols(pulled.plan()).isEmpty())
                .map(pulled -> {
                    Correlation correlation = Correlation.of(apply.input(), pulled.conditions(), symbols);
                    return new SemiJoinNode(
                            correlation.input(),
                            pulled.plan(),
                            correlation.criteria(),
                            correlation.filter(),
                            false,
                            apply.result(),
                            JoinDistribution.UNDECIDED);
                });
    }

    /** Whether there is a row does not depend on its columns, its order, or on how many more there are. */
    private static PlanNode rows(PlanNode node) {
        return switch (node) {
            case ProjectNode project -> rows(project.source());
            case SortNode sort -> rows(sort.source());
            case LimitNode limit when limit.count() > 0 -> rows(limit.source());
            case TopNNode topN when topN.count() > 0 -> rows(topN.source());
            default -> node;
        };
    }
}
