package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the conditions that speak of the enclosing query out of a subquery, so that they can become a join's. Rows may come in any order after it. */
final class CorrelationPuller {
    private final Set<Symbol> outer;

    CorrelationPuller(Collection<Symbol> outer) {
        this.outer = Set.copyOf(outer);
    }

    /** The plan without its correlated conditions, which hold for the rows of the subquery; it gives every inner symbol that they read. */
    record Pulled(PlanNode plan, List<Expression> conditions) {
        /** What the conditions read of the plan. */
        Set<Symbol> inner(Set<Symbol> outer) {
            Set<Symbol> read = new LinkedHashSet<>(ExpressionTree.references(conditions));
            read.removeAll(outer);
            return read;
        }
    }

    /** Empty where a correlation sits in a place that it cannot be taken from. */
    Optional<Pulled> pull(PlanNode node) {
        if (!correlated(PlanTree.freeSymbols(node))) {
            return Optional.of(new Pulled(node, List.of()));
        }
        return switch (node) {
            case FilterNode filter -> pull(filter.source()).map(below -> filter(filter, below));
            case ProjectNode project -> project(project);
            case JoinNode join -> join(join);
            case SemiJoinNode join
            when !correlated(PlanTree.reads(join)) && !correlated(PlanTree.freeSymbols(join.filteringSource())) ->
                pull(join.source())
                        .map(below ->
                                new Pulled(join.withSources(below.plan(), join.filteringSource()), below.conditions()));
            case ApplyNode apply
            when !correlated(PlanTree.reads(apply)) && !correlated(PlanTree.freeSymbols(apply.subquery())) ->
                pull(apply.input())
                        .map(below ->
                                new Pulled(apply.withSources(below.plan(), apply.subquery()), below.conditions()));
            case SortNode sort -> pull(sort.source());
            case AggregateNode aggregate -> aggregate(aggregate);
            default -> Optional.empty();
        };
    }

    private Pulled filter(FilterNode filter, Pulled below) {
        List<Expression> conditions = new ArrayList<>(below.conditions());
        List<Expression> staying = new ArrayList<>();
        for (Expression term : ExpressionTree.conjuncts(filter.predicate())) {
            (correlated(ExpressionTree.references(term)) ? conditions : staying).add(term);
        }
        return new Pulled(Conjuncts.filtered(below.plan(), staying), conditions);
    }

    private Optional<Pulled> project(ProjectNode project) {
        if (correlated(PlanTree.reads(project))) {
            return Optional.empty();
        }
        return pull(project.source()).map(below -> {
            Map<Symbol, Expression> assignments = new LinkedHashMap<>(project.assignments());
            below.inner(outer).forEach(symbol -> assignments.putIfAbsent(symbol, symbol.reference()));
            return new Pulled(new ProjectNode(below.plan(), assignments), below.conditions());
        });
    }

    private Optional<Pulled> join(JoinNode join) {
        boolean inner = join.kind() == JoinKind.INNER;
        if (!inner
                && (join.kind() != JoinKind.LEFT
                        || correlated(PlanTree.reads(join))
                        || correlated(PlanTree.freeSymbols(join.right())))) {
            return Optional.empty();
        }
        Optional<Pulled> left = pull(join.left());
        Optional<Pulled> right = pull(join.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> conditions = new ArrayList<>(left.get().conditions());
        conditions.addAll(right.get().conditions());
        List<Expression> staying = new ArrayList<>();
        join.filter()
                .ifPresent(filter -> ExpressionTree.conjuncts(filter)
                        .forEach(term ->
                                (correlated(ExpressionTree.references(term)) ? conditions : staying).add(term)));
        return Optional.of(new Pulled(
                new JoinNode(
                        join.kind(),
                        left.get().plan(),
                        right.get().plan(),
                        join.criteria(),
                        staying.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(staying)),
                        join.distribution()),
                conditions));
    }

    /** Equalities hold one value of their inner side for each outer row, so grouping by it too changes nothing. */
    private Optional<Pulled> aggregate(AggregateNode aggregate) {
        if (aggregate.groupingSets().size() != 1
                || aggregate.groupingKeys().isEmpty()
                || correlated(PlanTree.reads(aggregate))) {
            return Optional.empty();
        }
        return pull(aggregate.source())
                .filter(below -> below.conditions().stream().allMatch(this::equality))
                .map(below -> {
                    Set<Symbol> keys = new LinkedHashSet<>(aggregate.groupingKeys());
                    keys.addAll(below.inner(outer));
                    AggregateNode wider = new AggregateNode(
                            below.plan(),
                            List.of(List.copyOf(keys)),
                            aggregate.groupId(),
                            aggregate.aggregations(),
                            aggregate.step());
                    return new Pulled(wider, below.conditions());
                });
    }

    /** Whether the condition is an inner symbol equal to something of outside. */
    boolean equality(Expression condition) {
        return CorrelatedEquality.of(condition, outer).isPresent();
    }

    private boolean correlated(Collection<Symbol> symbols) {
        return symbols.stream().anyMatch(outer::contains);
    }
}
