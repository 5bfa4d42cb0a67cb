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
                new PushFilterThroughSetOperation(),
                new PushFilterBelowAddedColumns(),
                new MergeProjects(),
                new RemoveIdentityProject(),
                new PushLimitThroughProject(),
                new LimitSortToTopN(),
                new MergeLimits(),
                new RemoveEmptyInputs());
    }
}
