package io.skein.coordinator.distribute;

import io.skein.coordinator.dynamicfilter.DynamicFilterPlanner;
import io.skein.coordinator.dynamicfilter.FilterWorth;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.optimize.PlanOptimizer;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.optimize.SessionOptions.Distribution;
import io.skein.coordinator.optimize.SessionOptions.PlanOptimization;
import io.skein.coordinator.optimize.WholeRows;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.coordinator.statistics.StatisticsListing;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From an analysed plan to fragments: optimizes, decides whether to distribute, and cuts. Thread-safe. */
public final class QueryPlanner {
    private final CatalogMetadata metadata;

    public QueryPlanner(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    public FragmentedPlan plan(OutputNode root, SessionView session, ClusterShape cluster) {
        SessionOptions options = SessionOptions.of(session);
        PlanEstimator estimator = new PlanEstimator(metadata);
        OutputNode placed = placed(root, session, estimator, cluster);
        return Fragmenter.cut(
                placed,
                options.dynamicFiltering()
                        ? DynamicFilterPlanner.plan(placed, worth(options, estimator), waits(session))
                        : List.of(),
                cluster,
                new SessionClock(session.timeZone(), session.start()));
    }

    /** The plan as it would be cut, with its exchanges. */
    public OutputNode optimize(OutputNode root, SessionView session, ClusterShape cluster) {
        return placed(root, session, new PlanEstimator(metadata), cluster);
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

    private OutputNode placed(OutputNode root, SessionView session, PlanEstimator estimator, ClusterShape cluster) {
        SessionOptions options = SessionOptions.of(session);
        if (options.planOptimization() == PlanOptimization.NONE) {
            return root;
        }
        PlanOptimizer optimizer = new PlanOptimizer(metadata, estimator, options);
        OutputNode optimized = optimizer.pushed(optimizer.optimize(root));
        Distributor distributor = new Distributor(estimator, options, cluster);
        if (distributor.worthwhile(optimized)) {
            return distributor.distributed(optimized, optimizer);
        }
        return options.dynamicFiltering() && options.distribution() == Distribution.AUTOMATIC
                ? distributor.withBuildSides(optimized, waits(session))
                : optimized;
    }

    private static DynamicFilterPlanner.Worth worth(SessionOptions options, PlanEstimator estimator) {
        return options.distribution() == Distribution.FORCED
                ? DynamicFilterPlanner.Worth.ALWAYS
                : new FilterWorth(estimator);
    }

    /** How long splits of a catalog's tables may be held back. */
    private Function<String, Duration> waits(SessionView session) {
        return catalog -> "false".equals(session.properties().get(catalog + ".dynamic_filtering_enabled"))
                ? Duration.ZERO
                : Optional.ofNullable(session.properties().get(catalog + ".dynamic_filtering_wait_timeout"))
                        .flatMap(Durations::parse)
                        .orElseGet(() -> metadata.dynamicFilterWait(catalog));
    }
}
