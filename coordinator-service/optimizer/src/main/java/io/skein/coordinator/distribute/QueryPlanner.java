package io.skein.coordinator.distribute;

import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.optimize.PlanOptimizer;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.optimize.SessionOptions.PlanOptimization;
import io.skein.coordinator.optimize.WholeRows;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.coordinator.statistics.StatisticsListing;
import io.skein.spi.connector.Constraint;
import java.util.Optional;

/** From an analysed plan to fragments: optimizes, decides whether to distribute, and cuts. Thread-safe. */
public final class QueryPlanner {
    private final CatalogMetadata metadata;

    public QueryPlanner(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    public FragmentedPlan plan(OutputNode root, SessionView session, ClusterShape cluster) {
        SessionOptions options = SessionOptions.of(session);
        PlanEstimator estimator = new PlanEstimator(metadata);
        return Fragmenter.cut(
                placed(root, options, estimator, cluster),
                cluster,
                new SessionClock(session.timeZone(), session.start()));
    }

    /** The plan as it would be cut, with its exchanges. */
    public OutputNode optimize(OutputNode root, SessionView session, ClusterShape cluster) {
        return placed(root, SessionOptions.of(session), new PlanEstimator(metadata), cluster);
    }

    /** What is believed of the plan's answer, as a plan that answers it. */
    public OutputNode statistics(OutputNode root, SessionView session) {
        PlanEstimator estimator = new PlanEstimator(metadata);
        OutputNode optimized = new PlanOptimizer(metadata, estimator, SessionOptions.of(session)).optimize(root);
        return StatisticsListing.of(optimized, estimator.estimate(optimized));
    }

    /** The constraint that leaves just the rows of one table that the plan writes, if there is one. */
    public Optional<Constraint> wholeRows(OutputNode root, SessionView session) {
        return WholeRows.of(
                new PlanOptimizer(metadata, new PlanEstimator(metadata), SessionOptions.of(session)).optimize(root));
    }

    private OutputNode placed(OutputNode root, SessionOptions options, PlanEstimator estimator, ClusterShape cluster) {
        if (options.planOptimization() == PlanOptimization.NONE) {
            return root;
        }
        PlanOptimizer optimizer = new PlanOptimizer(metadata, estimator, options);
        OutputNode optimized = optimizer.pushed(optimizer.optimize(root));
        Distributor distributor = new Distributor(estimator, options, cluster);
        return distributor.worthwhile(optimized) ? distributor.distributed(optimized, optimizer) : optimized;
    }
}
