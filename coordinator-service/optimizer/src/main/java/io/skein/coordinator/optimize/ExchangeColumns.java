package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.spi.type.Type;
import java.util.Map;

/** Lets only columns that are read travel, and gives an exchange of bare rows a column to travel by. */
public final class ExchangeColumns {
    private ExchangeColumns() {}

    public static OutputNode prune(OutputNode plan, SymbolAllocator symbols) {
        PlanChecker.check(plan, "exchange planning");
        PlanNode pruned = PlanTree.transform(
                ColumnPruner.prune(plan),
                node -> node instanceof ExchangeNode exchange
                                && exchange.outputs().isEmpty()
                        ? exchange.withSource(rows(exchange.source(), symbols))
                        : node);
        PlanChecker.check(pruned, "exchange pruning");
        return (OutputNode) pruned;
    }

    private static PlanNode rows(PlanNode source, SymbolAllocator symbols) {
        Symbol row = symbols.fresh("row", Type.Simple.BOOLEAN);
        return new ProjectNode(source, Map.of(row, Expression.Constant.TRUE));
    }
}
