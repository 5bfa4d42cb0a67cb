package io.skein.coordinator.dispatch;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.explain.PlanText;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.schedule.TaskReport;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import java.util.List;

/** The engine's own front end: {@code analyze}, then {@code distribute}; {@code explain} for the texts. */
final class EngineFrontEnd implements FrontEnd {
    private final FunctionRegistry functions = FunctionRegistry.standard();

    @Override
    public StatementPlan plan(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementPlanner(metadata, functions).plan(sql, session);
    }

    @Override
    public StatementDescription describe(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementPlanner(metadata, functions).describe(sql, session);
    }

    @Override
    public FragmentedPlan fragment(OutputNode root, SessionView session, CatalogMetadata metadata, int workers) {
        return new QueryPlanner(metadata).plan(root, session, new ClusterShape(workers));
    }

    @Override
    public OutputNode statistics(OutputNode root, SessionView session, CatalogMetadata metadata) {
        return new QueryPlanner(metadata).statistics(root, session);
    }

    @Override
    public String logical(OutputNode root, SessionView session, CatalogMetadata metadata, int workers) {
        OutputNode optimized = new QueryPlanner(metadata).optimize(root, session, new ClusterShape(workers));
        return PlanText.logical(optimized, metadata);
    }

    @Override
    public String distributed(FragmentedPlan plan) {
        return PlanText.distributed(plan);
    }

    @Override
    public String analyzed(FragmentedPlan plan, List<TaskReport> reports) {
        return PlanText.analyzed(plan, StageReports.of(reports));
    }
}
