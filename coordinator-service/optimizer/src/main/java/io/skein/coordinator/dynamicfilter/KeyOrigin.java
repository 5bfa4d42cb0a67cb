package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TopNNode;
import java.util.Optional;

/** Follows a join's key down to where its values come from. */
final class KeyOrigin {
    private KeyOrigin() {}

    /** A node and the symbol that it gives. */
    record Origin<N extends PlanNode>(N node, Symbol symbol) {}

    /** The scan whose rows without a value of the key's can be left out, since all that is made of them is left out by the join. */
    static Optional<Origin<TableScanNode>> scan(PlanNode node, Symbol key) {
        return switch (node) {
            case TableScanNode scan ->
                scan.columns().containsKey(key) ? Optional.of(new Origin<>(scan, key)) : Optional.empty();
            case FilterNode filter -> scan(filter.source(), key);
            case SortNode sort -> scan(sort.source(), key);
            case ExchangeNode exchange -> scan(exchange.source(), key);
            case ProjectNode project -> passedOn(project, key).flatMap(source -> scan(project.source(), source));
            case SemiJoinNode join -> scan(join.source(), key);
            case JoinNode join -> preserved(join, key).flatMap(side -> scan(side, key));
            case AggregateNode aggregate ->
                aggregate.groupingSets().size() == 1
                                && aggregate.groupingSets().getFirst().contains(key)
                        ? scan(aggregate.source(), key)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The exchange that all values of the key come through. */
    static Optional<Origin<ExchangeNode>> exchange(PlanNode node, Symbol key) {
        return switch (node) {
            case ExchangeNode exchange ->
                exchange.outputs().contains(key) ? Optional.of(new Origin<>(exchange, key)) : Optional.empty();
            case FilterNode filter -> exchange(filter.source(), key);
            case SortNode sort -> exchange(sort.source(), key);
            case TopNNode topN -> exchange(topN.source(), key);
            case LimitNode limit -> exchange(limit.source(), key);
            case ProjectNode project -> passedOn(project, key).flatMap(source -> exchange(project.source(), source));
            case SemiJoinNode join -> exchange(join.source(), key);
            case JoinNode join ->
                preserved(join, key)
                        .filter(side -> join.kind() != JoinKind.FULL)
                        .flatMap(side -> exchange(side, key));
            case AggregateNode aggregate ->
                aggregate.groupingSets().size() == 1
                                && aggregate.groupingSets().getFirst().contains(key)
                        ? exchange(aggregate.source(), key)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The side that gives the symbol, if the join drops or keeps its rows as they are. */
    private static Optional<PlanNode> preserved(JoinNode join, Symbol key) {
        boolean fromLeft = join.left().outputs().contains(key);
        return switch (join.kind()) {
            case INNER -> Optional.of(fromLeft ? join.left() : join.right());
            case LEFT -> fromLeft ? Optional.of(join.left()) : Optional.empty();
            case RIGHT -> fromLeft ? Optional.empty() : Optional.of(join.right());
            case FULL -> Optional.empty();
        };
    }

    /** What the key is called below, where it is the same value, maybe of a narrower type. */
    private static Optional<Symbol> passedOn(ProjectNode project, Symbol key) {
        Expression value = project.assignments().get(key);
        return switch (value) {
            case Reference reference -> Optional.of(reference.symbol());
            case Cast cast
            when cast.value() instanceof Reference reference
                    && KeyDomains.widens(reference.symbol().type(), cast.type()) -> Optional.of(reference.symbol());
            case null, default -> Optional.empty();
        };
    }
}
