package io.skein.coordinator.distribute;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.optimize.PlanOptimizer;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.plan.PlanNode.Output;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statistics.PlanEstimator;

/** From an analysed plan to fragments: optimizes, decides whether to distribute, and cuts. */
public final class QueryPlanner {
    private final CatalogMetadata metadata;

    public QueryPlanner(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    public FragmentedPlan plan(Output root, SessionView session, ClusterShape cluster) {
        Output optimized = new PlanOptimizer(new PlanEstimator(metadata), SessionOptions.of(session)).optimize(root);
        return Fragmenter.cut(optimized, cluster);
    }
}
