package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Apply;
import io.skein.coordinator.plan.PlanNode.JoinDistribution;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.SemiJoin;
import io.skein.coordinator.plan.PlanNode.Sort;
import io.skein.coordinator.plan.PlanNode.SubqueryKind;
import io.skein.coordinator.plan.PlanNode.TopN;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.List;
import java.util.Optional;

/** {@code Apply[EXISTS](a, Filter[b.x = a.y](b)) -> SemiJoin[y = x](a, b)}. Subqueries without correlation stay as they are: they can be broadcast. */
final class TurnExistsIntoSemiJoin implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof Apply apply)
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
                    return new SemiJoin(
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
            case Project project -> rows(project.source());
            case Sort sort -> rows(sort.source());
            case Limit limit when limit.count() > 0 -> rows(limit.source());
            case TopN topN when topN.count() > 0 -> rows(topN.source());
            default -> node;
        };
    }
}
