package io.skein.coordinator.optimize.rule;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.cross;
import static io.skein.coordinator.testing.Plans.equal;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.number;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.plus;
import static io.skein.coordinator.testing.Plans.project;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.sum;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RowPattern;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterRulesTest {
    private static Optional<PlanNode> fire(Rule rule, PlanNode node) {
        return rule.apply(node, new SymbolAllocator(node));
    }

    @Test
    void filtersMerge() {
        PlanNode a = scan("a", "x", "y");
        assertThat(fire(new MergeFilters(), filter(filter(a, above("x", 1)), above("y", 2))))
                .contains(filter(a, ExpressionTree.and(List.of(above("x", 1), above("y", 2)))));
        assertThat(fire(new MergeFilters(), filter(a, above("x", 1)))).isEmpty();
    }

    @Test
    void aTrueFilterGoesAndAFalseOneLeavesNoRows() {
        PlanNode a = scan("a", "x");
        assertThat(fire(new RemoveConstantFilter(), filter(a, Constant.TRUE))).contains(a);
        assertThat(fire(
                        new RemoveConstantFilter(),
                        filter(a, ExpressionTree.and(List.of(above("x", 1), Constant.FALSE)))))
                .contains(new ValuesNode(a.outputs(), List.of()));
        assertThat(fire(new RemoveConstantFilter(), filter(a, above("x", 1)))).isEmpty();
    }

    @Test
    void whatAllBranchesOfAnOrSayIsSaidOnce() {
        Expression joins = equal("x", "y");
        Expression or = ExpressionTree.or(List.of(
                ExpressionTree.and(List.of(joins, above("x", 1))), ExpressionTree.and(List.of(joins, above("x", 5)))));
        PlanNode both = cross(scan("a", "x"), scan("b", "y"));
        assertThat(fire(new ExtractCommonConjuncts(), filter(both, or)))
                .contains(filter(
                        both,
                        ExpressionTree.and(List.of(joins, ExpressionTree.or(List.of(above("x", 1), above("x", 5)))))));
        assertThat(fire(
                        new ExtractCommonConjuncts(),
                        filter(both, ExpressionTree.or(List.of(above("x", 1), above("y", 5))))))
                .isEmpty();
    }

    @Test
    void anOrWithABranchThatSaysNoMoreFallsAway() {
        Expression or =
                ExpressionTree.or(List.of(above("x", 1), ExpressionTree.and(List.of(above("x", 1), above("x", 5)))));
        assertThat(fire(new ExtractCommonConjuncts(), filter(scan("a", "x"), or)))
                .contains(filter(scan("a", "x"), above("x", 1)));
    }

    @Test
    void aFilterOnAComputedColumnComputesItBelow() {
        PlanNode a = scan("a", "x");
        Expression computed = new Comparison(ComparisonOperator.GREATER_THAN, plus("x", 1), number(5));
        assertThat(fire(new PushFilterThroughProject(), filter(project(a, "z", plus("x", 1)), above("z", 5))))
                .contains(project(filter(a, computed), "z", plus("x", 1)));
    }

    @Test
    void aFilterOnKeysGoesBelowTheAggregationAndOneOnResultsStays() {
        PlanNode a = scan("a", "k", "v");
        Expression both = ExpressionTree.and(List.of(above("k", 1), above("s", 9)));
        assertThat(fire(new PushFilterThroughAggregate(), filter(sum(a, "s", "v", "k"), both)))
                .contains(filter(sum(filter(a, above("k", 1)), "s", "v", "k"), above("s", 9)));
        assertThat(fire(new PushFilterThroughAggregate(), filter(sum(a, "s", "v"), above("s", 9))))
                .isEmpty();
    }

    @Test
    void onlyFiltersOnWholePartitionsGoBelowAWindow() {
        PlanNode a = scan("a", "p", "v");
        PlanNode window = new WindowNode(a, List.of(symbol("p")), List.of(), Map.of());
        assertThat(fire(new PushFilterThroughWindow(), filter(window, above("p", 1))))
                .contains(new WindowNode(filter(a, above("p", 1)), List.of(symbol("p")), List.of(), Map.of()));
        assertThat(fire(new PushFilterThroughWindow(), filter(window, above("v", 1))))
                .isEmpty();
    }

    @Test
    void onlyFiltersOnWholePartitionsGoBelowARowPattern() {
        PlanNode a = scan("a", "p", "v");
        PatternSearch search = new PatternSearch(
                new RowPattern.Empty(),
                List.of(),
                Map.of(),
                PatternSearch.RowsPerMatch.ALL_SHOW_EMPTY,
                new PatternSearch.Skip.PastLastRow(),
                Optional.empty());
        PatternNode pattern = new PatternNode(
                a,
                List.of(symbol("p")),
                List.of(),
                search,
                PatternNode.Emission.SHOWN,
                List.of(symbol("p"), symbol("v")),
                Map.of());
        assertThat(fire(new PushFilterThroughPattern(), filter(pattern, above("p", 1))))
                .contains(pattern.withSource(filter(a, above("p", 1))));
        assertThat(fire(new PushFilterThroughPattern(), filter(pattern, above("v", 1))))
                .isEmpty();
    }

    @Test
    void aFilterGoesIntoEachBranchOfAUnionUnderItsNames() {
        PlanNode a = scan("a", "x");
        PlanNode b = scan("b", "y");
        SetOperationNode union = new SetOperationNode(
                SetOperator.UNION,
                false,
                List.of(a, b),
                List.of(symbol("o")),
                List.of(List.of(symbol("x")), List.of(symbol("y"))));
        assertThat(fire(new PushFilterThroughSetOperation(), filter(union, above("o", 1))))
                .contains(union.withSources(List.of(filter(a, above("x", 1)), filter(b, above("y", 1)))));
    }

    @Test
    void aFilterOverACrossJoinBecomesItsConditionAndItsInputsFilters() {
        PlanNode a = scan("a", "x", "u");
        PlanNode b = scan("b", "y");
        Expression all = ExpressionTree.and(List.of(equal("y", "x"), above("u", 1), above("y", 2)));
        assertThat(fire(new PushFilterIntoJoin(), filter(cross(a, b), all)))
                .contains(join(JoinKind.INNER, filter(a, above("u", 1)), filter(b, above("y", 2)), on("x", "y")));
    }

    @Test
    void aFilterOnTheOptionalSideOfALeftJoinStaysAbove() {
        PlanNode left = join(JoinKind.LEFT, scan("a", "x"), scan("b", "y"), on("x", "y"));
        assertThat(fire(
                        new PushFilterIntoJoin(),
                        filter(left, new IsNull(symbol("y").reference()))))
                .isEmpty();
    }

    @Test
    void aFilterThatNeedsTheOptionalSideMakesTheJoinInner() {
        PlanNode left = join(JoinKind.LEFT, scan("a", "x"), scan("b", "y"), on("x", "y"));
        assertThat(fire(new TurnOuterJoinInner(), filter(left, above("y", 1))))
                .contains(filter(join(JoinKind.INNER, scan("a", "x"), scan("b", "y"), on("x", "y")), above("y", 1)));
        assertThat(fire(new TurnOuterJoinInner(), filter(left, above("x", 1)))).isEmpty();
        assertThat(fire(
                        new TurnOuterJoinInner(),
                        filter(left, new IsNull(symbol("y").reference()))))
                .isEmpty();
    }
}
