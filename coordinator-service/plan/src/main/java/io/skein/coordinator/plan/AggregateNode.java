package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GROUP BY. Outputs: the grouping symbols (union over all sets, in order), {@code groupId} if there is more than one set, then the aggregations. No
 * grouping sets entry with symbols means global aggregation. DISTINCT is an aggregation without functions.
 */
public record AggregateNode(
        PlanNode source,
        List<List<Symbol>> groupingSets,
        Optional<Symbol> groupId,
        Map<Symbol, Aggregation> aggregations,
        AggregationStep step)
        implements PlanNode.Unary {
    public AggregateNode {
        groupingSets = groupingSets.stream().map(List::copyOf).toList();
        aggregations = Copies.ordered(aggregations);
    }

    /** The distinct grouping symbols of all sets. */
    public List<Symbol> groupingKeys() {
        return groupingSets.stream().flatMap(List::stream).distinct().toList();
    }

    @Override
    public List<Symbol> outputs() {
        List<Symbol> outputs = new ArrayList<>(groupingKeys());
        groupId.ifPresent(outputs::add);
        outputs.addAll(aggregations.keySet());
        return List.copyOf(outputs);
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new AggregateNode(source, groupingSets, groupId, aggregations, step);
    }
}
