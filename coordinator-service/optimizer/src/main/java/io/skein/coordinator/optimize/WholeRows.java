package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.connector.Constraint;
import java.util.Optional;

/** Finds out whether what a plan writes are all rows of one table within a constraint, neither more nor less. */
public final class WholeRows {
    private WholeRows() {}

    public static Optional<Constraint> of(OutputNode optimized) {
        if (!(optimized.source() instanceof TableWriterNode writer)) {
            return Optional.empty();
        }
        PlanNode rows = writer.source();
        while (rows instanceof ProjectNode project) {
            rows = project.source();
        }
        return switch (rows) {
            case TableScanNode _ -> Optional.of(Constraint.ALL);
            case FilterNode(TableScanNode scan, Expression predicate)
            when ExpressionTree.conjuncts(predicate).stream().allMatch(WholeRows::saysAll) ->
                Optional.of(ScanConstraints.constraint(predicate, scan));
            default -> Optional.empty();
        };
    }

    /** Whether the term's domain is all that it says. */
    private static boolean saysAll(Expression term) {
        boolean plain = switch (term) {
            case Expression.Comparison _, Expression.Between _, Expression.In _, Expression.IsNull _ -> true;
            case Expression.Not(Expression value) -> value instanceof Expression.IsNull;
            default -> false;
        };
        return plain
                && Domains.column(term)
                        .flatMap(column -> Domains.of(term, column))
                        .isPresent();
    }
}
