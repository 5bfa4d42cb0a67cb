package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.optimize.TimestampTerms;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SampleNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the source of each scan, from the leaves up, whether it does the work above: {@code Filter(scan) -> scan'}. What the source refuses stays where it
 * is, and so does all above it.
 */
public final class Pushdown {
    private final SourceWork sources;
    private final FilterPushdown filters;
    private final ProjectPushdown projections;
    private final AggregatePushdown aggregations;
    private final JoinPushdown joins;

    public Pushdown(CatalogMetadata metadata, PlanEstimator estimator, TimestampTerms terms) {
        sources = new SourceWork(metadata, estimator);
        filters = new FilterPushdown(sources, terms);
        projections = new ProjectPushdown(sources);
        aggregations = new AggregatePushdown(sources, projections);
        joins = new JoinPushdown(sources, projections, estimator);
    }

    public PlanNode push(PlanNode root) {
        return sources.explained(PlanTree.transform(root, this::pushed));
    }

    private PlanNode pushed(PlanNode node) {
        return switch (node) {
            case FilterNode filter when filter.source() instanceof TableScanNode scan -> filters.push(filter, scan);
            case ProjectNode project
            when project.source() instanceof TableScanNode scan -> projections.push(project, scan);
            case AggregateNode aggregate -> aggregations.push(aggregate);
            case JoinNode join -> joins.push(join);
            case TopNNode topN -> push(topN);
            case LimitNode limit
            when limit.tiesBy().isEmpty() && limit.source() instanceof TableScanNode scan ->
                whole(limit, scan, new RemoteWork.Limit(limit.count()), "limit " + limit.count());
            case SampleNode sample
            when sample.source() instanceof TableScanNode scan ->
                whole(sample, scan, new RemoteWork.Sample(sample.ratio()), "sample");
            default -> node;
        };
    }

    /** Work that leaves the columns as they are. */
    private PlanNode whole(PlanNode.Unary node, TableScanNode scan, RemoteWork work, String name) {
        return sources.take(scan, work, ProjectPushdown.origin(node.source()), name)
                .map(done -> {
                    TableScanNode pushed = sources.estimated(done.scan(), node);
                    return done.whole() ? pushed : node.withSource(pushed);
                })
                .orElse(node);
    }

    private PlanNode push(TopNNode node) {
        Optional<TableScanNode> source = projections.absorbed(node.source());
        if (source.isEmpty()) {
            return node;
        }
        List<Order> ordering = new ArrayList<>();
        for (OrderingTerm term : node.ordering()) {
            ColumnHandle column = column(source.get(), term.symbol());
            ordering.add(new Order(column.name(), term.ascending(), term.nullsFirst()));
        }
        return whole(node, source.get(), new RemoteWork.TopN(node.count(), ordering), "top " + node.count());
    }

    static ColumnHandle column(TableScanNode scan, Symbol symbol) {
        return Optional.ofNullable(scan.columns().get(symbol)).orElseThrow();
    }
}
