package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.plan.PlanNode;
import java.util.Optional;

/** Rewrites one node, together with what is directly below it. Rules are tried again wherever one of them has fired. */
public interface Rule {
    /** The node's replacement with the same outputs (perhaps in another order), or empty where the rule does not fire. */
    Optional<PlanNode> apply(PlanNode node, SymbolAllocator symbols);
}
