package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** Rows given in the statement; with no outputs, that many empty rows. */
public record ValuesNode(List<Symbol> outputs, List<List<Expression>> rows) implements PlanNode.Leaf {
    public ValuesNode {
        outputs = List.copyOf(outputs);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
