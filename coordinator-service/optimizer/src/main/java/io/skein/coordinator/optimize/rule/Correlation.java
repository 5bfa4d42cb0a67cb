package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pulled conditions as a join's: equalities as criteria, for which the outer side may need columns of its own, and a filter of the rest. */
record Correlation(PlanNode input, List<EquiClause> criteria, Optional<Expression> filter) {
    static Correlation of(PlanNode input, List<Expression> conditions, SymbolAllocator symbols) {
        Set<Symbol> outer = Set.copyOf(input.outputs());
        Map<Symbol, Expression> columns = new LinkedHashMap<>();
        input.outputs().forEach(symbol -> columns.put(symbol, symbol.reference()));
        List<EquiClause> criteria = new ArrayList<>();
        List<Expression> rest = new ArrayList<>();
        for (Expression condition : conditions) {
            Optional<CorrelatedEquality> equality = CorrelatedEquality.of(condition, outer);
            if (equality.isEmpty()) {
                rest.add(condition);
            } else if (equality.get().outer() instanceof Reference reference) {
                criteria.add(new EquiClause(reference.symbol(), equality.get().inner()));
            } else {
                Symbol key = symbols.fresh("key", equality.get().outer().type());
                columns.put(key, equality.get().outer());
                criteria.add(new EquiClause(key, equality.get().inner()));
            }
        }
        PlanNode widened = columns.size() == input.outputs().size() ? input : new ProjectNode(input, columns);
        return new Correlation(
                widened,
                criteria.stream().distinct().toList(),
                rest.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(rest)));
    }
}
