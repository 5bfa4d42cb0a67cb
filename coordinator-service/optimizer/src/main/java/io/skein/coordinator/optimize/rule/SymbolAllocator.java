package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.spi.type.Type;
import java.util.HashSet;
import java.util.Set;

/** Makes symbols whose names the plan does not have yet. */
public final class SymbolAllocator {
    private final Set<String> taken = new HashSet<>();

    public SymbolAllocator(PlanNode plan) {
        PlanTree.visit(plan, node -> {
            node.outputs().forEach(symbol -> taken.add(symbol.name()));
            PlanTree.reads(node).forEach(symbol -> taken.add(symbol.name()));
        });
    }

    public Symbol fresh(String name, Type type) {
        String candidate = name;
        for (int i = 0; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return new Symbol(candidate, type);
    }
}
