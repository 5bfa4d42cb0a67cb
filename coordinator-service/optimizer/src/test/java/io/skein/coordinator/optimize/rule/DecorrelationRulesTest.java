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
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Apply;
import io.skein.coordinator.plan.PlanNode.JoinDistribution;
import io.skein.coordinator.plan.PlanNode.JoinKind;
import io.skein.coordinator.plan.PlanNode.Lateral;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.SemiJoin;
import io.skein.coordinator.plan.PlanNode.SubqueryKind;
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

    private Apply apply(PlanNode subquery, Symbol result, SubqueryKind kind) {
        return new Apply(a, subquery, List.of(symbol("x")), result, kind);
    }

    private SemiJoin semiJoin() {
        return new SemiJoin(a, b, List.of(on("x", "y")), Optional.empty(), false, mark, JoinDistribution.UNDECIDED);
    }

    @Test
    void existsBecomesASemiJoin() {
        assertThat(fire(new TurnExistsIntoSemiJoin(), apply(matching(), mark, new SubqueryKind.Exists())))
                .contains(semiJoin());
        assertThat(fire(
                        new TurnExistsIntoSemiJoin(),
                        apply(new Limit(matching(), 1, List.of()), mark, new SubqueryKind.Exists())))
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
        Apply in = apply(b, mark, new SubqueryKind.In(symbol("x").reference(), symbol("y")));
        assertThat(fire(new TurnInIntoSemiJoin(), filter(in, mark.reference())))
                .contains(filter(semiJoin(), mark.reference()));
    }

    @Test
    void notInKeepsItsThreeAnswers() {
        Apply in = apply(b, mark, new SubqueryKind.In(symbol("x").reference(), symbol("y")));
        assertThat(fire(new TurnInIntoSemiJoin(), filter(in, new Not(mark.reference()))))
                .isEmpty();
    }

    @Test
    void aScalarSumBecomesALeftJoin() {
        Apply scalar = apply(sum(matching(), "s", "v"), symbol("r"), new SubqueryKind.Scalar(symbol("s")));
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        assignments.put(symbol("x"), symbol("x").reference());
        assignments.put(symbol("r"), symbol("s").reference());
        assertThat(fire(new TurnScalarAggregateIntoJoin(), scalar))
                .contains(new Project(join(JoinKind.LEFT, a, sum(b, "s", "v", "y"), on("x", "y")), assignments));
    }

    @Test
    void aScalarCountIsZeroWhereThereIsNoGroup() {
        Apply scalar =
                apply(aggregate(matching(), "c", "count", "v"), symbol("r"), new SubqueryKind.Scalar(symbol("c")));
        assertThat(fire(new TurnScalarAggregateIntoJoin(), scalar))
                .hasValueSatisfying(plan -> assertThat(((Project) plan).assignments())
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
        Lateral lateral = new Lateral(a, matching(), List.of(symbol("x")), JoinKind.LEFT, Expression.Constant.TRUE);
        assertThat(fire(new TurnLateralIntoJoin(), lateral))
                .hasValueSatisfying(
                        plan -> assertThat(((PlanNode.Join) plan).filter()).contains(equal("y", "x")));
        assertThat(fire(
                        new TurnLateralIntoJoin(),
                        new Lateral(
                                a,
                                new Limit(matching(), 1, List.of()),
                                List.of(symbol("x")),
                                JoinKind.LEFT,
                                Expression.Constant.TRUE)))
                .isEmpty();
    }
}
