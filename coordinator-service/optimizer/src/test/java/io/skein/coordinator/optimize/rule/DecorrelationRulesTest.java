package io.skein.coordinator.optimize.rule;

import static io.skein.coordinator.testing.Plans.aggregate;
import static io.skein.coordinator.testing.Plans.equal;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.number;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.sum;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Coalesce;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.spi.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecorrelationRulesTest {
    private final PlanNode a = scan("a", "x");
    private final PlanNode b = scan("b", "y", "v");
    private final Symbol mark = new Symbol("m", Type.Simple.BOOLEAN);

    private static Optional<PlanNode> fire(Rule rule, PlanNode node) {
        return rule.apply(node, new SymbolAllocator(node));
    }

    private PlanNode matching() {
        return filter(b, equal("y", "x"));
    }

    private ApplyNode apply(PlanNode subquery, Symbol result, SubqueryKind kind) {
        return new ApplyNode(a, subquery, List.of(symbol("x")), result, kind);
    }

    private SemiJoinNode semiJoin() {
        return new SemiJoinNode(a, b, List.of(on("x", "y")), Optional.empty(), false, mark, JoinDistribution.UNDECIDED);
    }

    @Test
    void existsBecomesASemiJoin() {
        assertThat(fire(new TurnExistsIntoSemiJoin(), apply(matching(), mark, new SubqueryKind.Exists())))
                .contains(semiJoin());
        assertThat(fire(
                        new TurnExistsIntoSemiJoin(),
                        apply(new LimitNode(matching(), 1, List.of()), mark, new SubqueryKind.Exists())))
                .contains(semiJoin());
    }

    @Test
    void existsWithoutCorrelationStays() {
        assertThat(fire(new TurnExistsIntoSemiJoin(), apply(b, mark, new SubqueryKind.Exists())))
                .isEmpty();
    }

    @Test
    void existsOverOneGroupStays() {
        assertThat(fire(
                        new TurnExistsIntoSemiJoin(),
                        apply(sum(matching(), "s", "v"), mark, new SubqueryKind.Exists())))
                .isEmpty();
    }

    @Test
    void inUnderAFilterBecomesASemiJoin() {
        ApplyNode in = apply(b, mark, new SubqueryKind.In(symbol("x").reference(), symbol("y")));
        assertThat(fire(new TurnInIntoSemiJoin(), filter(in, mark.reference())))
                .contains(filter(semiJoin(), mark.reference()));
    }

    @Test
    void notInKeepsItsThreeAnswers() {
        ApplyNode in = apply(b, mark, new SubqueryKind.In(symbol("x").reference(), symbol("y")));
        assertThat(fire(new TurnInIntoSemiJoin(), filter(in, new Not(mark.reference()))))
                .isEmpty();
    }

    @Test
    void aScalarSumBecomesALeftJoin() {
        ApplyNode scalar = apply(sum(matching(), "s", "v"), symbol("r"), new SubqueryKind.Scalar(symbol("s")));
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        assignments.put(symbol("x"), symbol("x").reference());
        assignments.put(symbol("r"), symbol("s").reference());
        assertThat(fire(new TurnScalarAggregateIntoJoin(), scalar))
                .contains(new ProjectNode(join(JoinKind.LEFT, a, sum(b, "s", "v", "y"), on("x", "y")), assignments));
    }

    @Test
    void aScalarCountIsZeroWhereThereIsNoGroup() {
        ApplyNode scalar =
                apply(aggregate(matching(), "c", "count", "v"), symbol("r"), new SubqueryKind.Scalar(symbol("c")));
        assertThat(fire(new TurnScalarAggregateIntoJoin(), scalar))
                .hasValueSatisfying(plan -> assertThat(((ProjectNode) plan).assignments())
                        .containsEntry(
                                symbol("r"), new Coalesce(List.of(symbol("c").reference(), number(0)))));
    }

    @Test
    void aScalarThatIsNoAggregateStays() {
        assertThat(fire(
                        new TurnScalarAggregateIntoJoin(),
                        apply(matching(), symbol("r"), new SubqueryKind.Scalar(symbol("v")))))
                .isEmpty();
    }

    @Test
    void aLateralSubqueryBecomesAJoinUnlessItIsLimited() {
        LateralNode lateral =
                new LateralNode(a, matching(), List.of(symbol("x")), JoinKind.LEFT, Expression.Constant.TRUE);
        assertThat(fire(new TurnLateralIntoJoin(), lateral))
                .hasValueSatisfying(
                        plan -> assertThat(((JoinNode) plan).filter()).contains(equal("y", "x")));
        assertThat(fire(
                        new TurnLateralIntoJoin(),
                        new LateralNode(
                                a,
                                new LimitNode(matching(), 1, List.of()),
                                List.of(symbol("x")),
                                JoinKind.LEFT,
                                Expression.Constant.TRUE)))
                .isEmpty();
    }
}
