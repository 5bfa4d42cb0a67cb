package io.skein.coordinator.optimize.rule;

import static io.skein.coordinator.testing.Plans.ascending;
import static io.skein.coordinator.testing.Plans.plus;
import static io.skein.coordinator.testing.Plans.project;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.ValuesNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitAndProjectRulesTest {
    private final PlanNode a = scan("a", "x");

    private static Optional<PlanNode> fire(Rule rule, PlanNode node) {
        return rule.apply(node, new SymbolAllocator(node));
    }

    private static LimitNode limit(PlanNode source, long count) {
        return new LimitNode(source, count, List.of());
    }

    @Test
    void theSmallerOfTwoLimitsHolds() {
        assertThat(fire(new MergeLimits(), limit(limit(a, 5), 3))).contains(limit(a, 3));
        assertThat(fire(new MergeLimits(), limit(new TopNNode(a, 2, List.of(ascending("x"))), 3)))
                .contains(new TopNNode(a, 2, List.of(ascending("x"))));
        assertThat(fire(new MergeLimits(), limit(a, 3))).isEmpty();
    }

    @Test
    void aLimitWithTiesIsNotMerged() {
        assertThat(fire(new MergeLimits(), limit(new LimitNode(a, 5, List.of(ascending("x"))), 3)))
                .isEmpty();
    }

    @Test
    void aLimitedSortIsATopN() {
        assertThat(fire(new LimitSortToTopN(), limit(new SortNode(a, List.of(ascending("x"))), 3)))
                .contains(new TopNNode(a, 3, List.of(ascending("x"))));
        assertThat(fire(new LimitSortToTopN(), limit(a, 3))).isEmpty();
    }

    @Test
    void aLimitGoesBelowProjectionAndOffset() {
        assertThat(fire(new PushLimitThroughProject(), limit(project(a, "y", plus("x", 1)), 3)))
                .contains(project(limit(a, 3), "y", plus("x", 1)));
        assertThat(fire(new PushLimitThroughOffset(), limit(new OffsetNode(a, 4), 3)))
                .contains(new OffsetNode(limit(a, 7), 4));
    }

    @Test
    void projectionsMergeUnlessThatRepeatsWork() {
        ProjectNode inner = project(a, "y", plus("x", 1));
        assertThat(fire(new MergeProjects(), project(inner, "z", symbol("y").reference())))
                .contains(project(a, "z", plus("x", 1)));
        ProjectNode twice = new ProjectNode(inner, Map.of(symbol("u"), plus("y", 1), symbol("v"), plus("y", 2)));
        assertThat(fire(new MergeProjects(), twice)).isEmpty();
    }

    @Test
    void aProjectionThatChangesNothingGoes() {
        assertThat(fire(new RemoveIdentityProject(), project(a, "x", symbol("x").reference())))
                .contains(a);
        assertThat(fire(new RemoveIdentityProject(), project(a, "y", symbol("x").reference())))
                .isEmpty();
    }

    @Test
    void nothingComesOfNothing() {
        PlanNode none = new ValuesNode(a.outputs(), List.of());
        assertThat(fire(new RemoveEmptyInputs(), limit(a, 0))).contains(none);
        assertThat(fire(new RemoveEmptyInputs(), new SortNode(none, List.of(ascending("x")))))
                .contains(none);
        assertThat(fire(new RemoveEmptyInputs(), limit(a, 1))).isEmpty();
    }
}
