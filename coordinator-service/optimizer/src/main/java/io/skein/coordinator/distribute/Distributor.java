package io.skein.coordinator.distribute;

import io.skein.coordinator.dynamicfilter.BuildSides;
import io.skein.coordinator.dynamicfilter.FilterWorth;
import io.skein.coordinator.optimize.ExchangeColumns;
import io.skein.coordinator.optimize.PlanOptimizer;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimator;
import java.time.Duration;
import java.util.function.Function;

/** Decides whether a plan is worth several workers, and prepares it for them. */
final class Distributor {
    private final PlanEstimator estimator;
    private final SessionOptions options;
    private final ClusterShape cluster;

    Distributor(PlanEstimator estimator, SessionOptions options, ClusterShape cluster) {
        this.estimator = estimator;
        this.options = options;
        this.cluster = cluster;
    }

    /** Whether the plan has a table to read, and either many rows in it or no choice. */
    boolean worthwhile(PlanNode plan) {
        boolean reads = PlanTree.contains(plan, TableScanNode.class);
        return switch (options.distribution()) {
            case SINGLE -> false;
            case FORCED -> reads;
            case AUTOMATIC -> reads && cluster.workers() > 1 && !(inputRows(plan) < options.singleFragmentRows());
        };
    }

    /** NaN where a table does not know its rows. */
    private double inputRows(PlanNode plan) {
        double[] rows = {0};
        PlanTree.visit(
                plan,
                node -> rows[0] +=
                        node instanceof TableScanNode ? estimator.estimate(node).rows() : 0);
        return rows[0];
    }

    /** The plan in one fragment, but for build sides that tell a scan what it need not read. */
    OutputNode withBuildSides(OutputNode plan, Function<String, Duration> waits) {
        SymbolAllocator symbols = new SymbolAllocator(plan);
        ExchangePlanner planner = new ExchangePlanner(estimator, options, cluster, symbols);
        BuildSides sides = new BuildSides(
                new FilterWorth(estimator),
                waits,
                build -> gathered(cluster.workers() == 1 ? new Placed(build, Spread.ANYWHERE) : planner.place(build)));
        OutputNode cut = sides.cut(plan);
        return cut.equals(plan) ? plan : ExchangeColumns.prune(cut, symbols);
    }

    private static PlanNode gathered(Placed build) {
        return new Placed(build.node(), Spread.ANYWHERE).gathered().node();
    }

    OutputNode distributed(OutputNode plan, PlanOptimizer optimizer) {
        OutputNode joined = optimizer.decorrelated(plan);
        SymbolAllocator symbols = new SymbolAllocator(joined);
        OutputNode placed = new ExchangePlanner(estimator, options, cluster, symbols).place(joined);
        return ExchangeColumns.prune(placed, symbols);
    }
}
