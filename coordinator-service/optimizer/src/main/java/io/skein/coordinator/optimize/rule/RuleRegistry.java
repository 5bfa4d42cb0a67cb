package io.skein.coordinator.optimize.rule;

import java.util.List;

/** All rules, in the order in which they are tried at a node. */
public final class RuleRegistry {
    private RuleRegistry() {}

    /** Predicates down, projections merged, limits together. */
    public static List<Rule> simplification() {
        return List.of(
                new MergeFilters(),
                new RemoveConstantFilter(),
                new ExtractCommonConjuncts(),
                new TurnOuterJoinInner(),
                new PushFilterThroughProject(),
                new PushFilterIntoJoin(),
                new PushJoinFilterDown(),
                new PushFilterThroughAggregate(),
                new PushFilterThroughWindow(),
                new PushFilterThroughPattern(),
                new PushFilterThroughSetOperation(),
                new PushFilterBelowAddedColumns(),
                new MergeProjects(),
                new RemoveIdentityProject(),
                new PushLimitThroughProject(),
                new PushLimitThroughOffset(),
                new LimitSortToTopN(),
                new MergeLimits(),
                new RemoveEmptyInputs());
    }

    /** Subqueries as joins, as far as they can be; only a distributed plan needs it. */
    public static List<Rule> decorrelation() {
        return List.of(
                new TurnLateralIntoJoin(),
                new TurnExistsIntoSemiJoin(),
                new TurnInIntoSemiJoin(),
                new TurnScalarAggregateIntoJoin(),
                new ReuseOrderedArguments(),
                new GiveJoinKeysSymbols());
    }
}
