package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import java.util.List;
import java.util.Map;

/** A leaf that reads a connector's table; {@code constraint} is what the connector may prune by (the filter above still holds). */
public record TableScanNode(TableReference table, Map<Symbol, ColumnHandle> columns, Constraint constraint)
        implements PlanNode.Leaf {
    public TableScanNode {
        columns = Copies.ordered(columns);
    }

    @Override
    public List<Symbol> outputs() {
        return List.copyOf(columns.keySet());
    }
}
