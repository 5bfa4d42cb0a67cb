package io.skein.coordinator.optimize;

import io.skein.coordinator.optimize.rule.Rule;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.List;
import java.util.Optional;

/** Applies rules from the root down until none fires any more. */
final class RuleDriver {
    /** A safety net against rules that undo each other; real plans need a small part of it. */
    private static final int MAXIMUM_FIRINGS = 100_000;

    private final List<Rule> rules;
    private final SymbolAllocator symbols;
    private int firings;

    RuleDriver(List<Rule> rules, SymbolAllocator symbols) {
        this.rules = List.copyOf(rules);
        this.symbols = symbols;
    }

    PlanNode run(PlanNode plan) {
        PlanNode node = fire(plan);
        while (true) {
            PlanNode below = PlanTree.mapSources(node, this::run);
            if (below == node) {
                return node;
            }
            PlanNode again = fire(below);
            if (again == below) {
                return below;
            }
            node = again;
        }
    }

    private PlanNode fire(PlanNode plan) {
        PlanNode node = plan;
        boolean fired = true;
        while (fired) {
            fired = false;
            for (Rule rule : rules) {
                Optional<PlanNode> replaced = rule.apply(node, symbols);
                if (replaced.isPresent()) {
                    if (++firings > MAXIMUM_FIRINGS) {
                        throw new IllegalStateException("Rules do not come to an end at "
                                + rule.getClass().getSimpleName());
                    }
                    node = replaced.get();
                    fired = true;
                }
            }
        }
        return node;
    }
}
