package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Filter[b.x > 1](a LEFT JOIN b) -> Filter[b.x > 1](a JOIN b)}: the rows without a match have NULL there and do not pass. */
final class TurnOuterJoinInner implements Rule {
    private static final Set<String> STRICT =
            Set.of("$add", "$subtract", "$multiply", "$divide", "$modulus", "$negate");

    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof FilterNode filter && filter.source() instanceof JoinNode join)
                || join.kind() == JoinKind.INNER) {
            return Optional.empty();
        }
        List<Expression> terms = ExpressionTree.conjuncts(filter.predicate());
        boolean leftMatched =
                terms.stream().anyMatch(term -> rejectsNull(term, join.left().outputs()));
        boolean rightMatched =
                terms.stream().anyMatch(term -> rejectsNull(term, join.right().outputs()));
        JoinKind kind = switch (join.kind()) {
            case INNER -> JoinKind.INNER;
            case LEFT -> rightMatched ? JoinKind.INNER : JoinKind.LEFT;
            case RIGHT -> leftMatched ? JoinKind.INNER : JoinKind.RIGHT;
            case FULL ->
                leftMatched
                        ? (rightMatched ? JoinKind.INNER : JoinKind.LEFT)
                        : rightMatched ? JoinKind.RIGHT : JoinKind.FULL;
        };
        if (kind == join.kind()) {
            return Optional.empty();
        }
        return Optional.of(filter.withSource(
                new JoinNode(kind, join.left(), join.right(), join.criteria(), join.filter(), join.distribution())));
    }

    /** Whether the term cannot be true where all these symbols are NULL. */
    private static boolean rejectsNull(Expression term, Collection<Symbol> symbols) {
        return switch (term) {
            case Comparison comparison ->
                comparison.operator() != ComparisonOperator.IS_DISTINCT_FROM
                        && (nullOn(comparison.left(), symbols) || nullOn(comparison.right(), symbols));
            case Between between -> nullOn(between.value(), symbols);
            case In in -> nullOn(in.value(), symbols);
            case Not(IsNull(Expression value)) -> nullOn(value, symbols);
            case Not(Comparison comparison) -> rejectsNull(comparison, symbols);
            case Not(In in) -> nullOn(in.value(), symbols);
            default -> false;
        };
    }

    /** Whether the value is NULL where all these symbols are. */
    private static boolean nullOn(Expression value, Collection<Symbol> symbols) {
        return switch (value) {
            case Reference reference -> symbols.contains(reference.symbol());
            case Cast cast -> nullOn(cast.value(), symbols);
            case Call call ->
                STRICT.contains(call.function().name())
                        && call.arguments().stream().anyMatch(argument -> nullOn(argument, symbols));
            default -> false;
        };
    }
}
