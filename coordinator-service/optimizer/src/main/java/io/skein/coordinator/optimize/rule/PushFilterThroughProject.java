package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code Filter[y > 1](Project[y := f(x)](s)) -> Project[y := f(x)](Filter[f(x) > 1](s))}, unless f is volatile. */
final class PushFilterThroughProject implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof ProjectNode project)) {
            return Optional.empty();
        }
        Map<Symbol, Expression> stable = project.assignments().entrySet().stream()
                .filter(entry -> !ExpressionTree.isVolatile(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return Conjuncts.part(filter.predicate(), term -> stable.keySet().containsAll(own(term, project)))
                .rewritten(moved ->
                        project.withSource(new FilterNode(project.source(), ExpressionTree.substitute(moved, stable))));
    }

    private static Set<Symbol> own(Expression term, ProjectNode project) {
        Set<Symbol> read = ExpressionTree.references(term);
        read.retainAll(project.assignments().keySet());
        return read;
    }
}
