package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * {@code Filter[a.x = b.y AND a.z > 1 AND a.u < b.v](a x b) -> Filter[a.z > 1](a) JOIN b ON x = y AND u < v}. Of an outer join's filter only the side
 * that keeps its rows takes terms.
 */
final class PushFilterIntoJoin implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof JoinNode join)) {
            return Optional.empty();
        }
        List<Symbol> left = join.left().outputs();
        List<Symbol> right = join.right().outputs();
        boolean intoLeft = join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT;
        boolean intoRight = join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT;
        List<Expression> toLeft = new ArrayList<>();
        List<Expression> toRight = new ArrayList<>();
        List<Expression> staying = new ArrayList<>();
        List<Expression> joining = new ArrayList<>();
        List<EquiClause> clauses = new ArrayList<>(join.criteria());
        for (Expression term : ExpressionTree.conjuncts(filter.predicate())) {
            if (ExpressionTree.isVolatile(term)) {
                staying.add(term);
            } else if (intoLeft && readsOneSide(term, left, right)) {
                toLeft.add(term);
            } else if (intoRight && readsOneSide(term, right, left)) {
                toRight.add(term);
            } else if (join.kind() != JoinKind.INNER) {
                staying.add(term);
            } else {
                clause(term, left, right).ifPresentOrElse(clauses::add, () -> joining.add(term));
            }
        }
        if (toLeft.isEmpty()
                && toRight.isEmpty()
                && clauses.size() == join.criteria().size()
                && joining.isEmpty()) {
            return Optional.empty();
        }
        join.filter().ifPresent(given -> joining.addFirst(given));
        JoinNode pushed = new JoinNode(
                join.kind(),
                Conjuncts.filtered(join.left(), toLeft),
                Conjuncts.filtered(join.right(), toRight),
                clauses.stream().distinct().toList(),
                joining.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(joining)),
                join.distribution());
        return Optional.of(Conjuncts.filtered(pushed, staying));
    }

    private static boolean readsOneSide(Expression term, Collection<Symbol> side, Collection<Symbol> other) {
        Collection<Symbol> read = ExpressionTree.references(term);
        return read.stream().anyMatch(side::contains) && read.stream().noneMatch(other::contains);
    }

    /** The term as an equality of one symbol of each side. */
    static Optional<EquiClause> clause(Expression term, Collection<Symbol> left, Collection<Symbol> right) {
        if (term instanceof Comparison(ComparisonOperator operator, Reference(Symbol one), Reference(Symbol other))
                && operator == ComparisonOperator.EQUAL) {
            if (left.contains(one) && right.contains(other)) {
                return Optional.of(new EquiClause(one, other));
            }
            if (left.contains(other) && right.contains(one)) {
                return Optional.of(new EquiClause(other, one));
            }
        }
        return Optional.empty();
    }
}
