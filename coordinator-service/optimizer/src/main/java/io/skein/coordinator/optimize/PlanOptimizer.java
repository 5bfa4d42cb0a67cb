package io.skein.coordinator.optimize;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.optimize.SessionOptions.JoinReordering;
import io.skein.coordinator.optimize.pushdown.Pushdown;
import io.skein.coordinator.optimize.rule.RuleRegistry;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.function.UnaryOperator;

/** Runs the phases that help wherever the plan runs; the plan is checked after each. */
public final class PlanOptimizer {
    private final PlanEstimator estimator;
    private final SessionOptions options;
    private final MetadataAggregates aggregates;
    private final TimestampTerms terms;
    private final Pushdown pushdown;

    public PlanOptimizer(CatalogMetadata metadata, PlanEstimator estimator, SessionOptions options) {
        this.estimator = estimator;
        this.options = options;
        this.aggregates = new MetadataAggregates(metadata);
        this.terms = new TimestampTerms(options.timeZone());
        this.pushdown = new Pushdown(metadata, estimator, terms);
    }

    public OutputNode optimize(OutputNode root) {
        PlanChecker.check(root, "analysis");
        PlanNode plan = simplified(root, "simplification");
        plan = ordered(plan);
        plan = phase(plan, "scan constraints", node -> ScanConstraints.derive(node, terms));
        plan = phase(plan, "column pruning", ColumnPruner::prune);
        plan = phase(plan, "metadata aggregates", aggregates::answer);
        return (OutputNode) simplified(plan, "clean-up");
    }

    /** The optimized plan with the work that sources do themselves in its scans. */
    public OutputNode pushed(OutputNode optimized) {
        if (!options.pushdown()) {
            return optimized;
        }
        PlanNode plan = phase(optimized, "pushdown", pushdown::push);
        plan = phase(plan, "column pruning", ColumnPruner::prune);
        return (OutputNode) simplified(plan, "clean-up");
    }

    /** The optimized plan with its subqueries as joins where that can be, as a plan for several workers needs it. */
    public OutputNode decorrelated(OutputNode optimized) {
        PlanNode plan = phase(
                optimized,
                "decorrelation",
                new RuleDriver(RuleRegistry.decorrelation(), new SymbolAllocator(optimized))::run);
        plan = simplified(plan, "simplification of joins");
        plan = ordered(plan);
        plan = phase(plan, "join keys", new RuleDriver(RuleRegistry.decorrelation(), new SymbolAllocator(plan))::run);
        plan = phase(plan, "scan constraints", node -> ScanConstraints.derive(node, terms));
        plan = phase(plan, "column pruning", ColumnPruner::prune);
        return pushed((OutputNode) simplified(plan, "clean-up"));
    }

    private PlanNode ordered(PlanNode plan) {
        if (options.joinReordering() == JoinReordering.NONE) {
            return plan;
        }
        estimator.expectJoins(plan);
        return phase(plan, "join ordering", new JoinOrderer(estimator)::order);
    }

    private static PlanNode simplified(PlanNode plan, String name) {
        return phase(plan, name, new RuleDriver(RuleRegistry.simplification(), new SymbolAllocator(plan))::run);
    }

    private static PlanNode phase(PlanNode plan, String name, UnaryOperator<PlanNode> change) {
        PlanNode changed = change.apply(plan);
        PlanChecker.check(changed, name);
        return changed;
    }
}
