package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A plan that grows upwards while expressions over it are analysed. */
public final class PlanBuilder {
    private final Symbols symbols;
    private PlanNode root;

    public PlanBuilder(Symbols symbols, PlanNode root) {
        this.symbols = symbols;
        this.root = root;
    }

    public PlanNode root() {
        return root;
    }

    public Symbols symbols() {
        return symbols;
    }

    public boolean has(Symbol symbol) {
        return root.outputs().contains(symbol);
    }

    public void grow(UnaryOperator<PlanNode> step) {
        root = step.apply(root);
    }

    public Symbol symbolFor(Expression expression) {
        return symbolsFor(List.of(expression)).getFirst();
    }

    /** Symbols that hold the expressions' values: references keep theirs, others are projected beside all that the plan has. */
    public List<Symbol> symbolsFor(List<? extends Expression> expressions) {
        Map<Expression, Symbol> computed = new LinkedHashMap<>();
        List<Symbol> result = new ArrayList<>();
        for (Expression expression : expressions) {
            if (expression instanceof Expression.Reference reference && has(reference.symbol())) {
                result.add(reference.symbol());
            } else {
                result.add(computed.computeIfAbsent(expression, symbols::create));
            }
        }
        Map<Symbol, Expression> additions = new LinkedHashMap<>();
        computed.forEach((expression, symbol) -> additions.put(symbol, expression));
        extend(additions);
        return result;
    }

    /** Adds columns beside all that the plan has. */
    public void extend(Map<Symbol, Expression> additions) {
        if (additions.isEmpty()) {
            return;
        }
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        root.outputs().forEach(symbol -> assignments.put(symbol, symbol.reference()));
        assignments.putAll(additions);
        root = new ProjectNode(root, assignments);
    }
}
