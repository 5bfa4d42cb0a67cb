package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Filter[(a AND b) OR (a AND c)](x) -> Filter[a AND (b OR c)](x)}, also in a join's filter; a join that hides in each branch comes to light. */
final class ExtractCommonConjuncts implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        return switch (node) {
            case FilterNode filter -> {
                Expression predicate = extracted(filter.predicate());
                yield predicate.equals(filter.predicate())
                        ? Optional.empty()
                        : Optional.of(new FilterNode(filter.source(), predicate));
            }
            case JoinNode join
            when join.filter().isPresent() && join.kind() != JoinKind.FULL -> {
                Expression predicate = extracted(join.filter().get());
                yield predicate.equals(join.filter().get())
                        ? Optional.empty()
                        : Optional.of(new JoinNode(
                                join.kind(),
                                join.left(),
                                join.right(),
                                join.criteria(),
                                Optional.of(predicate),
                                join.distribution()));
            }
            default -> Optional.empty();
        };
    }

    private static Expression extracted(Expression predicate) {
        List<Expression> terms = new ArrayList<>();
        boolean changed = false;
        for (Expression term : ExpressionTree.conjuncts(predicate)) {
            Expression other = term instanceof Logical logical && logical.operator() == LogicalOperator.OR
                    ? factored(logical)
                    : term;
            changed |= other != term;
            terms.add(other);
        }
        return changed ? ExpressionTree.and(terms) : predicate;
    }

    private static Expression factored(Logical or) {
        List<Expression> branches = ExpressionTree.disjuncts(or);
        Set<Expression> common = new LinkedHashSet<>(ExpressionTree.conjuncts(branches.getFirst()));
        branches.forEach(branch -> common.retainAll(ExpressionTree.conjuncts(branch)));
        common.removeIf(ExpressionTree::isVolatile);
        if (common.isEmpty()) {
            return or;
        }
        List<Expression> rests = new ArrayList<>();
        boolean someBranchIsCovered = false;
        for (Expression branch : branches) {
            List<Expression> rest = new ArrayList<>(ExpressionTree.conjuncts(branch));
            rest.removeAll(common);
            someBranchIsCovered |= rest.isEmpty();
            rests.add(ExpressionTree.and(rest));
        }
        List<Expression> all = new ArrayList<>(common);
        if (!someBranchIsCovered) {
            all.add(ExpressionTree.or(rests));
        }
        return ExpressionTree.and(all);
    }
}
