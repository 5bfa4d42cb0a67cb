package io.skein.coordinator.dispatch;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.explain.FilterStatistics;
import io.skein.coordinator.explain.PlanGraph;
import io.skein.coordinator.explain.PlanIo;
import io.skein.coordinator.explain.PlanJson;
import io.skein.coordinator.explain.PlanText;
import io.skein.coordinator.explain.RemoteText;
import io.skein.coordinator.explain.ScanRequests;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.schedule.FilterReport;
import io.skein.coordinator.schedule.TaskReport;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.Constraint;
import java.util.List;
import java.util.Optional;

/** The engine's own front end: {@code analyze}, then {@code distribute}; {@code explain} for the texts. */
final class EngineFrontEnd implements FrontEnd {
    private final FunctionRegistry functions = FunctionRegistry.standard();
    private final StatementParser parser = new StatementParser();

    @Override
    public SessionView session(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementPlanner(metadata, functions, parser).session(sql, session);
    }

    @Override
    public StatementPlan plan(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementPlanner(metadata, functions, parser).plan(sql, session);
    }

    @Override
    public StatementDescription describe(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementPlanner(metadata, functions, parser).describe(sql, session);
    }

    @Override
    public FragmentedPlan fragment(OutputNode root, SessionView session, CatalogMetadata metadata, int workers) {
        return new QueryPlanner(metadata).plan(root, session, new ClusterShape(workers));
    }

    @Override
    public Optional<Constraint> wholeRows(OutputNode root, SessionView session, CatalogMetadata metadata) {
        return new QueryPlanner(metadata).wholeRows(root, session);
    }

    @Override
    public OutputNode statistics(OutputNode root, SessionView session, CatalogMetadata metadata) {
        return new QueryPlanner(metadata).statistics(root, session);
    }

    @Override
    public String explain(
            StatementPlan.Explain explain,
            OutputNode root,
            SessionView session,
            CatalogMetadata metadata,
            int workers) {
        QueryPlanner planner = new QueryPlanner(metadata);
        ClusterShape cluster = new ClusterShape(workers);
        return switch (explain.type()) {
            case LOGICAL -> {
                OutputNode optimized = ScanRequests.of(planner.optimize(root, session, cluster), metadata);
                yield switch (explain.format()) {
                    case TEXT -> PlanText.logical(optimized, metadata);
                    case JSON -> PlanJson.logical(optimized, metadata);
                    case GRAPHVIZ -> PlanGraph.logical(optimized);
                };
            }
            case IO -> PlanIo.of(planner.optimize(root, session, cluster), target(explain.statement()), metadata);
            case REMOTE -> RemoteText.of(ScanRequests.of(planner.optimize(root, session, cluster), metadata));
            case DISTRIBUTED, VALIDATE -> {
                FragmentedPlan plan = ScanRequests.of(planner.plan(root, session, cluster), metadata);
                yield switch (explain.format()) {
                    case TEXT -> PlanText.distributed(plan);
                    case JSON -> PlanJson.distributed(plan, metadata);
                    case GRAPHVIZ -> PlanGraph.distributed(plan);
                };
            }
        };
    }

    private static Optional<StatementPlan.WriteTarget> target(StatementPlan statement) {
        return statement instanceof StatementPlan.Write write ? Optional.of(write.target()) : Optional.empty();
    }

    @Override
    public String analyzed(
            FragmentedPlan plan, CatalogMetadata metadata, List<TaskReport> reports, List<FilterReport> filters) {
        return PlanText.analyzed(
                ScanRequests.of(plan, metadata),
                StageReports.of(reports),
                filters.stream().map(EngineFrontEnd::statistics).toList());
    }

    private static FilterStatistics statistics(FilterReport report) {
        return new FilterStatistics(
                report.filter().id(),
                report.values(),
                report.collected(),
                report.waited(),
                report.splits().count(),
                report.splits().rows(),
                report.splits().bytes());
    }
}
