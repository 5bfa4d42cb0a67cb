package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code a JOIN b ON f(a.x) = b.y -> Project[k := f(x)](a) JOIN b ON k = y}: rows can be brought together by columns only. */
final class GiveJoinKeysSymbols implements Rule {
    @Override
    public Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols) {
        if (!(node instanceof JoinNode join) || join.filter().isEmpty()) {
            return Optional.empty();
        }
        Map<Symbol, Expression> left = identity(join.left());
        Map<Symbol, Expression> right = identity(join.right());
        List<EquiClause> clauses = new ArrayList<>(join.criteria());
        List<Expression> staying = new ArrayList<>();
        for (Expression term : ExpressionTree.conjuncts(join.filter().get())) {
            if (!(term instanceof Comparison comparison)
                    || comparison.operator() != ComparisonOperator.EQUAL
                    || ExpressionTree.isVolatile(term)) {
                staying.add(term);
            } else if (Conjuncts.readsOnly(comparison.left(), join.left().outputs())
                    && Conjuncts.readsOnly(comparison.right(), join.right().outputs())) {
                clauses.add(
                        new EquiClause(key(comparison.left(), left, symbols), key(comparison.right(), right, symbols)));
            } else if (Conjuncts.readsOnly(comparison.right(), join.left().outputs())
                    && Conjuncts.readsOnly(comparison.left(), join.right().outputs())) {
                clauses.add(
                        new EquiClause(key(comparison.right(), left, symbols), key(comparison.left(), right, symbols)));
            } else {
                staying.add(term);
            }
        }
        if (clauses.size() == join.criteria().size()) {
            return Optional.empty();
        }
        return Optional.of(new JoinNode(
                join.kind(),
                projected(join.left(), left),
                projected(join.right(), right),
                clauses,
                staying.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(staying)),
                join.distribution()));
    }

    private static Symbol key(Expression expression, Map<Symbol, Expression> columns, SymbolAllocator symbols) {
        if (expression instanceof Reference reference) {
            return reference.symbol();
        }
        Symbol key = symbols.fresh("key", expression.type());
        columns.put(key, expression);
        return key;
    }

    private static Map<Symbol, Expression> identity(PlanNode node) {
        Map<Symbol, Expression> columns = new LinkedHashMap<>();
        node.outputs().forEach(symbol -> columns.put(symbol, symbol.reference()));
        return columns;
    }

    private static PlanNode projected(PlanNode node, Map<Symbol, Expression> columns) {
        Collection<Symbol> outputs = node.outputs();
        return columns.size() == outputs.size() ? node : new ProjectNode(node, columns);
    }
}
