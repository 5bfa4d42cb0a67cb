package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.List;
import java.util.Optional;

/** {@code Filter[true](x) -> x}; {@code Filter[... AND false](x) -> no rows}, the same for NULL. */
final class RemoveConstantFilter implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter)) {
            return Optional.empty();
        }
        List<Expression> terms = ExpressionTree.conjuncts(filter.predicate());
        if (terms.isEmpty()) {
            return Optional.of(filter.source());
        }
        boolean never = terms.stream()
                .anyMatch(term -> term instanceof Constant constant && !Boolean.TRUE.equals(constant.value()));
        return never ? Optional.of(new ValuesNode(filter.outputs(), List.of())) : Optional.empty();
    }
}
