package io.skein.coordinator.optimize;

import io.skein.coordinator.optimize.SessionOptions.JoinReordering;
import io.skein.coordinator.optimize.rule.RuleRegistry;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Output;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.function.UnaryOperator;

/** Runs the phases that help wherever the plan runs; the plan is checked after each. */
public final class PlanOptimizer {
    private final PlanEstimator estimator;
    private final SessionOptions options;

    public PlanOptimizer(PlanEstimator estimator, SessionOptions options) {
        this.estimator = estimator;
        this.options = options;
    }

    public Output optimize(Output root) {
        PlanChecker.check(root, "analysis");
        SymbolAllocator symbols = new SymbolAllocator(root);
        RuleDriver simplification = new RuleDriver(RuleRegistry.simplification(), symbols);
        PlanNode plan = phase(root, "simplification", simplification::run);
        if (options.joinReordering() == JoinReordering.AUTOMATIC) {
            plan = phase(plan, "join ordering", new JoinOrderer(estimator)::order);
        }
        plan = phase(plan, "scan constraints", ScanConstraints::derive);
        plan = phase(plan, "column pruning", ColumnPruner::prune);
        plan = phase(plan, "clean-up", new RuleDriver(RuleRegistry.simplification(), symbols)::run);
        return (Output) plan;
    }

    private static PlanNode phase(PlanNode plan, String name, UnaryOperator<PlanNode> change) {
        PlanNode changed = change.apply(plan);
        PlanChecker.check(changed, name);
        return changed;
    }
}
