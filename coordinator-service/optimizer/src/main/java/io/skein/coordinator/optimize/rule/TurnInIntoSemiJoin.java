package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Filter[m AND p](Apply[m := a.v IN (b.e)](a, Filter[b.x = a.y](b))) -> Filter[m AND p](SemiJoin[m: v = e, y = x](a, b))}. The filter makes no
 * difference between false and NULL, so the semi join need not either; a filter that does (NOT IN) keeps the Apply.
 */
final class TurnInIntoSemiJoin implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof ApplyNode apply)
                || !(apply.kind() instanceof SubqueryKind.In in)) {
            return Optional.empty();
        }
        List<Expression> terms = ExpressionTree.conjuncts(filter.predicate());
        boolean read = terms.stream()
                .anyMatch(term -> !term.equals(apply.result().reference())
                        && ExpressionTree.references(term).contains(apply.result()));
        if (!terms.contains(apply.result().reference()) || read) {
            return Optional.empty();
        }
        List<Symbol> outer = apply.input().outputs();
        return new CorrelationPuller(outer)
                .pull(apply.subquery())
                .filter(pulled -> pulled.plan().outputs().contains(in.element()))
                .filter(_ -> Set.copyOf(outer).containsAll(ExpressionTree.references(in.value()))
                        && !ExpressionTree.references(in.value()).isEmpty())
                .map(pulled -> {
                    List<Expression> conditions = new ArrayList<>(pulled.conditions());
                    conditions.add(new Comparison(
                            ComparisonOperator.EQUAL, in.element().reference(), in.value()));
                    Correlation correlation = Correlation.of(apply.input(), conditions, symbols);
                    return filter.withSource(new SemiJoinNode(
                            correlation.input(),
                            pulled.plan(),
                            correlation.criteria(),
                            correlation.filter(),
                            false,
                            apply.result(),
                            JoinDistribution.UNDECIDED));
                });
    }
}
