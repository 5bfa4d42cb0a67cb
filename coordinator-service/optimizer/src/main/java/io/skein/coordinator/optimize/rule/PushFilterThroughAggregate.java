package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Filter[k = 1](Aggregate[k](s)) -> Aggregate[k](Filter[k = 1](s))} for keys that every grouping set has. */
final class PushFilterThroughAggregate implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof AggregateNode aggregate)) {
            return Optional.empty();
        }
        Set<Symbol> common = new HashSet<>(aggregate.groupingKeys());
        for (List<Symbol> set : aggregate.groupingSets()) {
            common.retainAll(set);
        }
        return Conjuncts.reading(filter.predicate(), common)
                .rewritten(moved -> aggregate.withSource(new FilterNode(aggregate.source(), moved)));
    }
}
