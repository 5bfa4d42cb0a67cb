package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Case;
import io.skein.coordinator.expression.Expression.Coalesce;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Apply[v := f(agg)](a, Project[f](Aggregate[](Filter[b.x = a.y](b)))) -> Project[v := f(agg)](a LEFT JOIN Aggregate[x](b) ON y = x)}. Where a row of
 * a has no group, counts are 0 and all other aggregates NULL, as over no rows.
 */
final class TurnScalarAggregateIntoJoin implements Rule {
    private static final Set<String> ZERO_OVER_NOTHING = Set.of("count", "count_if", "approx_distinct");

    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof ApplyNode apply)
                || !(apply.kind() instanceof SubqueryKind.Scalar scalar)
                || PlanTree.freeSymbols(apply.subquery()).isEmpty()) {
            return Optional.empty();
        }
        return Computed.of(apply.subquery(), scalar.value().reference())
                .flatMap(computed -> joined(apply, computed, symbols));
    }

    private static Optional<PlanNode> joined(ApplyNode apply, Computed computed, SymbolAllocator symbols) {
        Set<Symbol> outer = Set.copyOf(apply.input().outputs());
        AggregateNode global = computed.aggregate();
        CorrelationPuller puller = new CorrelationPuller(outer);
        Optional<CorrelationPuller.Pulled> pulled = puller.pull(global.source())
                .filter(each -> each.conditions().stream().allMatch(puller::equality)
                        && PlanTree.freeSymbols(each.plan()).isEmpty());
        if (pulled.isEmpty()
                || pulled.get().conditions().isEmpty()
                || PlanTree.reads(global).stream().anyMatch(outer::contains)) {
            return Optional.empty();
        }
        Set<Symbol> keys = new LinkedHashSet<>(pulled.get().inner(outer));
        AggregateNode grouped = new AggregateNode(
                pulled.get().plan(),
                List.of(List.copyOf(keys)),
                Optional.empty(),
                global.aggregations(),
                global.step());
        Correlation correlation = Correlation.of(apply.input(), pulled.get().conditions(), symbols);
        JoinNode join = new JoinNode(
                JoinKind.LEFT,
                correlation.input(),
                grouped,
                correlation.criteria(),
                correlation.filter(),
                JoinDistribution.UNDECIDED);
        Map<Symbol, Expression> overNothing = new LinkedHashMap<>();
        for (Map.Entry<Symbol, Aggregation> entry : global.aggregations().entrySet()) {
            if (ZERO_OVER_NOTHING.contains(entry.getValue().function().name())) {
                Symbol symbol = entry.getKey();
                overNothing.put(symbol, new Coalesce(List.of(symbol.reference(), new Constant(0L, symbol.type()))));
            }
        }
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        apply.input().outputs().forEach(symbol -> assignments.put(symbol, symbol.reference()));
        assignments.put(apply.result(), ExpressionTree.substitute(computed.value(), overNothing));
        return Optional.of(new ProjectNode(join, assignments));
    }

    /** A subquery's value as an expression over a global aggregation's results. */
    private record Computed(AggregateNode aggregate, Expression value) {
        static Optional<Computed> of(PlanNode node, Expression value) {
            return switch (node) {
                case ProjectNode project ->
                    of(project.source(), ExpressionTree.substitute(value, project.assignments()));
                case FilterNode filter ->
                    of(
                            filter.source(),
                            new Case(List.of(new When(filter.predicate(), value)), Optional.empty(), value.type()));
                case AggregateNode aggregate
                when aggregate.groupingKeys().isEmpty()
                        && aggregate.groupingSets().size() <= 1 -> Optional.of(new Computed(aggregate, value));
                default -> Optional.empty();
            };
        }
    }
}
