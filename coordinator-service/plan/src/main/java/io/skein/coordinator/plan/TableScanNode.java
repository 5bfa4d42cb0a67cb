package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import java.util.List;
import java.util.Map;

/**
 * A leaf that reads a connector's table, or what its source makes of it; {@code constraint} is what the connector may prune by (the filter above still
 * holds).
 */
public record TableScanNode(
        TableReference table, Map<Symbol, ColumnHandle> columns, Constraint constraint, PushedWork pushed)
        implements PlanNode.Leaf {
    public TableScanNode {
        columns = Copies.ordered(columns);
    }

    /** A scan of a table as it is. */
    public TableScanNode(TableReference table, Map<Symbol, ColumnHandle> columns, Constraint constraint) {
        this(table, columns, constraint, PushedWork.NONE);
    }

    @Override
    public List<Symbol> outputs() {
        return List.copyOf(columns.keySet());
    }

    public TableScanNode withColumns(Map<Symbol, ColumnHandle> others) {
        return new TableScanNode(table, others, constraint, pushed);
    }

    public TableScanNode withConstraint(Constraint other) {
        return new TableScanNode(table, columns, other, pushed);
    }

    public TableScanNode withPushed(PushedWork other) {
        return new TableScanNode(table, columns, constraint, other);
    }
}
