package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Aggregate[array_agg(DISTINCT f(x) ORDER BY y)](Project[y := f(x)](s)) -> Aggregate[array_agg(DISTINCT y ORDER BY y)](...)}: the kernel wants an
 * ordering of distinct values to be by the argument itself, which it no longer sees once the rows have moved.
 */
final class ReuseOrderedArguments implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof AggregateNode aggregate && aggregate.source() instanceof ProjectNode project)) {
            return Optional.empty();
        }
        Map<Symbol, Aggregation> calls = new LinkedHashMap<>();
        aggregate
                .aggregations()
                .forEach(
                        (symbol, call) -> calls.put(symbol, call.ordering().isEmpty() ? call : reusing(call, project)));
        return calls.equals(aggregate.aggregations())
                ? Optional.empty()
                : Optional.of(new AggregateNode(
                        project, aggregate.groupingSets(), aggregate.groupId(), calls, aggregate.step()));
    }

    private static Aggregation reusing(Aggregation call, ProjectNode project) {
        return new Aggregation(
                call.function(),
                call.arguments().stream()
                        .map(argument -> reused(argument, project))
                        .toList(),
                call.distinct(),
                call.filter(),
                call.ordering());
    }

    private static Expression reused(Expression argument, ProjectNode project) {
        if (argument instanceof Expression.Reference || argument instanceof Expression.Constant) {
            return argument;
        }
        Expression computed = ExpressionTree.substitute(argument, project.assignments());
        return project.assignments().entrySet().stream()
                .filter(entry -> entry.getValue().equals(computed))
                .<Expression>map(entry -> entry.getKey().reference())
                .findFirst()
                .orElse(argument);
    }
}
