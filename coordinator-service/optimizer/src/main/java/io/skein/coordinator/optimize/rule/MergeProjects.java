package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code Project[y := x + 1](Project[x := f(s)](a)) -> Project[y := f(s) + 1](a)}, unless that would compute something twice. */
final class MergeProjects implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof ProjectNode outer && outer.source() instanceof ProjectNode inner)) {
            return Optional.empty();
        }
        Map<Symbol, Integer> uses = new HashMap<>();
        outer.assignments()
                .values()
                .forEach(expression -> ExpressionTree.visit(expression, part -> {
                    if (part instanceof Reference reference) {
                        uses.merge(reference.symbol(), 1, Integer::sum);
                    }
                }));
        for (Map.Entry<Symbol, Expression> entry : inner.assignments().entrySet()) {
            boolean cheap = entry.getValue() instanceof Reference || entry.getValue() instanceof Constant;
            if (!cheap && (uses.getOrDefault(entry.getKey(), 0) > 1 || ExpressionTree.isVolatile(entry.getValue()))) {
                return Optional.empty();
            }
        }
        Map<Symbol, Expression> merged = new LinkedHashMap<>();
        outer.assignments()
                .forEach((symbol, expression) ->
                        merged.put(symbol, ExpressionTree.substitute(expression, inner.assignments())));
        return Optional.of(new ProjectNode(inner.source(), merged));
    }
}
