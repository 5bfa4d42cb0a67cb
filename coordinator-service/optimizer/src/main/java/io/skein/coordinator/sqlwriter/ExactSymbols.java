package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.plan.TableScanNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the symbols that are sure to have their type's kernel form, so that no cast has to make sure of it. */
final class ExactSymbols {
    private ExactSymbols() {}

    static Set<Symbol> of(PlanNode root) {
        Set<Symbol> exact = new HashSet<>();
        collect(root, exact);
        return exact;
    }

    private static void collect(PlanNode node, Set<Symbol> exact) {
        node.sources().forEach(source -> collect(source, exact));
        switch (node) {
            case TableScanNode scan -> exact.addAll(scan.outputs());
            case RemoteSourceNode source -> exact.addAll(source.outputs());
            case ProjectNode project -> {
                for (Map.Entry<Symbol, Expression> entry : project.assignments().entrySet()) {
                    if (exact(entry.getValue(), exact)) {
                        exact.add(entry.getKey());
                    }
                }
            }
            case SemiJoinNode join -> exact.add(join.mark());
            case ApplyNode apply when !(apply.kind() instanceof SubqueryKind.Scalar) -> exact.add(apply.result());
            default -> {}
        }
    }

    private static boolean exact(Expression expression, Set<Symbol> exact) {
        return switch (expression) {
            case Expression.Reference reference -> exact.contains(reference.symbol());
            case Expression.Comparison _,
                    Expression.Logical _,
                    Expression.Not _,
                    Expression.IsNull _,
                    Expression.Between _,
                    Expression.In _ -> true;
            default -> false;
        };
    }
}
