package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * {@code a JOIN b ON a.x = b.y AND b.z > 1 -> a JOIN Filter[b.z > 1](b) ON x = y}: equalities become criteria, and terms over a side that may lose rows move
 * there (both sides of an inner join, the optional side of an outer one).
 */
final class PushJoinFilterDown implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof JoinNode join) || join.filter().isEmpty()) {
            return Optional.empty();
        }
        List<Symbol> left = join.left().outputs();
        List<Symbol> right = join.right().outputs();
        boolean intoLeft = join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT;
        boolean intoRight = join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT;
        List<Expression> toLeft = new ArrayList<>();
        List<Expression> toRight = new ArrayList<>();
        List<Expression> staying = new ArrayList<>();
        List<EquiClause> clauses = new ArrayList<>(join.criteria());
        for (Expression term : ExpressionTree.conjuncts(join.filter().get())) {
            Collection<Symbol> read = ExpressionTree.references(term);
            boolean readsLeft = read.stream().anyMatch(left::contains);
            boolean readsRight = read.stream().anyMatch(right::contains);
            if (ExpressionTree.isVolatile(term)) {
                staying.add(term);
            } else if (intoLeft && readsLeft && !readsRight) {
                toLeft.add(term);
            } else if (intoRight && readsRight && !readsLeft) {
                toRight.add(term);
            } else {
                PushFilterIntoJoin.clause(term, left, right).ifPresentOrElse(clauses::add, () -> staying.add(term));
            }
        }
        Optional<Expression> filter = staying.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(staying));
        if (toLeft.isEmpty()
                && toRight.isEmpty()
                && clauses.size() == join.criteria().size()
                && filter.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new JoinNode(
                join.kind(),
                Conjuncts.filtered(join.left(), toLeft),
                Conjuncts.filtered(join.right(), toRight),
                clauses.stream().distinct().toList(),
                filter,
                join.distribution()));
    }
}
