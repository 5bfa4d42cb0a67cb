package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Decomposition;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregates where the groups are together already; else in two phases, before and after the rows move, where all functions allow it; else after the rows
 * have moved to their groups' tasks.
 */
final class AggregationPlacement {
    private final ExchangePlanner planner;
    private final SymbolAllocator symbols;

    AggregationPlacement(ExchangePlanner planner, SymbolAllocator symbols) {
        this.planner = planner;
        this.symbols = symbols;
    }

    Placed place(AggregateNode aggregate) {
        Placed source = planner.place(aggregate.source());
        if (source.spread().single()) {
            return source.map(aggregate::withSource);
        }
        List<Symbol> keys = aggregate.groupingKeys();
        boolean manySets = aggregate.groupingSets().size() > 1;
        if (!manySets && !keys.isEmpty() && source.spread().together(keys)) {
            return source.map(aggregate::withSource);
        }
        boolean repeated =
                new HashSet<>(aggregate.groupingSets().stream().map(Set::copyOf).toList()).size()
                        < aggregate.groupingSets().size();
        Optional<Map<Symbol, Decomposition>> decompositions = repeated ? Optional.empty() : decompositions(aggregate);
        if (decompositions.isPresent()) {
            return twoPhases(aggregate, source, decompositions.get());
        }
        if (manySets) {
            return source.gathered().map(aggregate::withSource);
        }
        if (!keys.isEmpty()) {
            return source.hashed(keys).map(aggregate::withSource);
        }
        return distinctBefore(aggregate, source).gathered().map(aggregate::withSource);
    }

    /** Distinct values of one argument list may lose their repetitions before they come together. */
    private static Placed distinctBefore(AggregateNode aggregate, Placed source) {
        Set<List<Expression>> arguments = new HashSet<>();
        for (Aggregation call : aggregate.aggregations().values()) {
            if (!call.distinct()
                    || call.filter().isPresent()
                    || !call.ordering().isEmpty()) {
                return source;
            }
            arguments.add(call.arguments());
        }
        boolean symbolsOnly = arguments.size() == 1
                && arguments.iterator().next().stream().allMatch(Expression.Reference.class::isInstance);
        if (!symbolsOnly) {
            return source;
        }
        List<Symbol> keys = arguments.iterator().next().stream()
                .map(argument -> ((Expression.Reference) argument).symbol())
                .distinct()
                .toList();
        return source.map(
                below -> new AggregateNode(below, List.of(keys), Optional.empty(), Map.of(), AggregationStep.PARTIAL));
    }

    private static Optional<Map<Symbol, Decomposition>> decompositions(AggregateNode aggregate) {
        Map<Symbol, Decomposition> all = new LinkedHashMap<>();
        for (Map.Entry<Symbol, Aggregation> entry : aggregate.aggregations().entrySet()) {
            Aggregation call = entry.getValue();
            Optional<Decomposition> decomposition =
                    call.distinct() || !call.ordering().isEmpty()
                            ? Optional.empty()
                            : FunctionRegistry.standard().decomposition(call.function());
            if (decomposition.isEmpty()) {
                return Optional.empty();
            }
            all.put(entry.getKey(), decomposition.get());
        }
        return Optional.of(all);
    }

    private Placed twoPhases(AggregateNode aggregate, Placed source, Map<Symbol, Decomposition> decompositions) {
        Map<Symbol, Aggregation> partial = new LinkedHashMap<>();
        Map<Symbol, Aggregation> combining = new LinkedHashMap<>();
        Map<Symbol, Expression> results = new LinkedHashMap<>();
        List<Symbol> keys = new ArrayList<>(aggregate.groupingKeys());
        aggregate.groupId().ifPresent(keys::add);
        keys.forEach(key -> results.put(key, key.reference()));
        decompositions.forEach((symbol, decomposition) -> {
            Aggregation call = Objects.requireNonNull(aggregate.aggregations().get(symbol));
            List<Symbol> states = new ArrayList<>();
            for (Decomposition.State state : decomposition.states()) {
                Symbol partialState = symbols.fresh(
                        symbol.name() + "_partial", state.partial().returnType());
                states.add(partialState);
                partial.put(
                        partialState,
                        new Aggregation(
                                state.partial(),
                                state.arguments().stream()
                                        .map(call.arguments()::get)
                                        .toList(),
                                false,
                                call.filter(),
                                List.of()));
            }
            List<Expression> combined = new ArrayList<>();
            for (Decomposition.State state : decomposition.states()) {
                Symbol whole =
                        symbols.fresh(symbol.name() + "_whole", state.combine().returnType());
                combined.add(whole.reference());
                combining.put(
                        whole,
                        new Aggregation(
                                state.combine(),
                                state.combined().stream()
                                        .<Expression>map(i -> states.get(i).reference())
                                        .toList(),
                                false,
                                Optional.empty(),
                                List.of()));
            }
            results.put(symbol, decomposition.result().apply(combined));
        });
        Placed before = source.map(below -> new AggregateNode(
                below, aggregate.groupingSets(), aggregate.groupId(), partial, AggregationStep.PARTIAL));
        Placed moved = keys.isEmpty() ? before.gathered() : before.hashed(keys);
        List<List<Symbol>> groups = keys.isEmpty() ? List.of() : List.of(keys);
        PlanNode whole = new AggregateNode(moved.node(), groups, Optional.empty(), combining, AggregationStep.FINAL);
        return new Placed(new ProjectNode(whole, results), moved.spread());
    }
}
