package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Filter[o > 1](a UNION b) -> Filter[a.o > 1](a) UNION Filter[b.o > 1](b)}, also for INTERSECT and EXCEPT. */
final class PushFilterThroughSetOperation implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof SetOperationNode operation)) {
            return Optional.empty();
        }
        return Conjuncts.reading(filter.predicate(), operation.outputs())
                .rewritten(moved -> operation.withSources(filtered(operation, moved)));
    }

    private static List<PlanNode> filtered(SetOperationNode operation, Expression predicate) {
        List<PlanNode> sources = new ArrayList<>();
        for (int source = 0; source < operation.sources().size(); source++) {
            Map<Symbol, Expression> inputs = new HashMap<>();
            for (int i = 0; i < operation.outputs().size(); i++) {
                inputs.put(
                        operation.outputs().get(i),
                        operation.inputs().get(source).get(i).reference());
            }
            sources.add(new FilterNode(operation.sources().get(source), ExpressionTree.substitute(predicate, inputs)));
        }
        return sources;
    }
}
