package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import java.util.HashMap;
import java.util.Map;

/** Tells each scan what the filter above it lets pass, as far as it is said of one column at a time. The filter stays. */
public final class ScanConstraints {
    private ScanConstraints() {}

    static PlanNode derive(PlanNode root, TimestampTerms terms) {
        return PlanTree.transform(
                root,
                node -> node instanceof FilterNode filter && filter.source() instanceof TableScanNode scan
                        ? filter.withSource(scan.withConstraint(constraint(terms.simplified(filter.predicate()), scan)))
                        : node);
    }

    /** What a predicate says of single columns. */
    public static Constraint constraint(Expression predicate, TableScanNode scan) {
        Map<String, Domain> domains = new HashMap<>();
        for (Expression term : ExpressionTree.conjuncts(predicate)) {
            Symbol column = Domains.column(term).orElse(null);
            ColumnHandle handle = column == null ? null : scan.columns().get(column);
            if (column != null && handle != null) {
                Domains.of(term, column)
                        .ifPresent(domain -> domains.merge(handle.name(), domain, Domains::intersection));
            }
        }
        return new Constraint(domains);
    }
}
