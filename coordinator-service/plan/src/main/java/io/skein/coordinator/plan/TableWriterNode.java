package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** Writes the source's columns, in the target's column order, into the write that the coordinator has begun; answers the row count. */
public record TableWriterNode(PlanNode source, List<Symbol> columns, Symbol rowCount) implements PlanNode.Unary {
    public TableWriterNode {
        columns = List.copyOf(columns);
    }

    @Override
    public List<Symbol> outputs() {
        return List.of(rowCount);
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new TableWriterNode(source, columns, rowCount);
    }
}
