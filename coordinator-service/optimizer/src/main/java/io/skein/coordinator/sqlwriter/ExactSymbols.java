package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Apply;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.RemoteSource;
import io.skein.coordinator.plan.PlanNode.SemiJoin;
import io.skein.coordinator.plan.PlanNode.TableScan;
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
            case TableScan scan -> exact.addAll(scan.outputs());
            case RemoteSource source -> exact.addAll(source.outputs());
            case Project project -> {
                for (Map.Entry<Symbol, Expression> entry : project.assignments().entrySet()) {
                    if (exact(entry.getValue(), exact)) {
                        exact.add(entry.getKey());
                    }
                }
            }
            case SemiJoin join -> exact.add(join.mark());
            case Apply apply when !(apply.kind() instanceof PlanNode.SubqueryKind.Scalar) -> exact.add(apply.result());
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
