package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** The first {@code count} rows; with {@code tiesBy}, also the rows equal to the last of them under that ordering. */
public record LimitNode(PlanNode source, long count, List<OrderingTerm> tiesBy) implements PlanNode.Unary {
    public LimitNode {
        tiesBy = List.copyOf(tiesBy);
    }

    @Override
    public List<Symbol> outputs() {
        return source.outputs();
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new LimitNode(source, count, tiesBy);
    }
}
