package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Lateral(a, Filter[b.x = a.y](b)) -> a JOIN b ON y = x}, inner or left. */
final class TurnLateralIntoJoin implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof LateralNode lateral)) {
            return Optional.empty();
        }
        return new CorrelationPuller(lateral.input().outputs())
                .pull(lateral.subquery())
                .filter(pulled -> PlanTree.freeSymbols(pulled.plan()).isEmpty())
                .map(pulled -> {
                    List<Expression> conditions = new ArrayList<>(pulled.conditions());
                    conditions.add(lateral.filter());
                    Expression filter = ExpressionTree.and(conditions);
                    return new JoinNode(
                            lateral.kind(),
                            lateral.input(),
                            pulled.plan(),
                            List.of(),
                            filter.equals(Expression.Constant.TRUE) ? Optional.empty() : Optional.of(filter),
                            JoinDistribution.UNDECIDED);
                });
    }
}
