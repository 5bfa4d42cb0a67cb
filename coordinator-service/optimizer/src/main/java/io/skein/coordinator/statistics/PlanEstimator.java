package io.skein.coordinator.statistics;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RecursiveReferenceNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SampleNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableStatistics;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Estimates nodes from the leaves up; each table is asked for once. Serves one statement. */
public final class PlanEstimator {
    private static final double ELEMENTS_PER_LIST = 4;

    private final CatalogMetadata metadata;
    private final Map<TableReference, TableStatistics> tables = new HashMap<>();
    private final Map<PlanNode, PlanEstimate> known = new IdentityHashMap<>();

    public PlanEstimator(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    public PlanEstimate estimate(PlanNode node) {
        PlanEstimate earlier = known.get(node);
        if (earlier != null) {
            return earlier;
        }
        PlanEstimate estimate = compute(node);
        known.put(node, estimate);
        return estimate;
    }

    /** Says that the joins of this plan will be estimated. */
    public void expectJoins(PlanNode plan) {
        Set<TableReference> joined = new LinkedHashSet<>();
        collectJoined(plan, false, joined);
        joined.removeAll(tables.keySet());
        metadata.expectStatistics(joined);
    }

    private static void collectJoined(PlanNode node, boolean belowJoin, Set<TableReference> joined) {
        if (belowJoin && node instanceof TableScanNode scan) {
            joined.add(scan.table());
        }
        node.sources().forEach(source -> collectJoined(source, belowJoin || node instanceof JoinNode, joined));
    }

    private PlanEstimate compute(PlanNode node) {
        return switch (node) {
            case TableScanNode scan -> scan(scan);
            case ValuesNode values -> new PlanEstimate(values.rows().size(), Map.of());
            case FilterNode filter -> {
                PlanEstimate input = estimate(filter.source());
                double rows = input.rows() * Selectivity.of(filter.predicate(), input);
                yield new PlanEstimate(input.rows(), FilteredColumns.of(filter.predicate(), input.columns()))
                        .withRows(Math.min(input.rows(), Math.max(1, rows)));
            }
            case ProjectNode project -> project(project);
            case JoinNode join -> join(join);
            case SemiJoinNode join -> estimate(join.source());
            case ApplyNode apply -> estimate(apply.input());
            case LateralNode lateral -> estimate(lateral.input());
            case AggregateNode aggregate -> aggregate(aggregate);
            case TopNNode topN -> limited(estimate(topN.source()), topN.count());
            case LimitNode limit -> limited(estimate(limit.source()), limit.count());
            case OffsetNode offset -> {
                PlanEstimate input = estimate(offset.source());
                yield input.withRows(Math.max(0, input.rows() - offset.count()));
            }
            case SampleNode sample -> {
                PlanEstimate input = estimate(sample.source());
                yield input.withRows(input.rows() * sample.ratio());
            }
            case SetOperationNode operation ->
                new PlanEstimate(
                        operation.sources().stream()
                                .mapToDouble(source -> estimate(source).rows())
                                .sum(),
                        Map.of());
            case UnnestNode unnest -> {
                PlanEstimate input = estimate(unnest.source());
                yield new PlanEstimate(input.rows() * ELEMENTS_PER_LIST, input.columns());
            }
            case OutputNode output -> estimate(output.source());
            case TableWriterNode _ -> new PlanEstimate(1, Map.of());
            case RecursiveUnionNode _, RecursiveReferenceNode _, RemoteSourceNode _ -> PlanEstimate.unknown();
            case PlanNode.Unary unary -> estimate(unary.source());
        };
    }

    private PlanEstimate scan(TableScanNode scan) {
        TableStatistics statistics =
                tables.computeIfAbsent(scan.table(), table -> metadata.statistics(table, Constraint.ALL));
        Map<Symbol, ColumnEstimate> columns = new HashMap<>();
        scan.columns().forEach((symbol, handle) -> {
            TableStatistics.ColumnStatistics column = statistics.columns().get(handle.name());
            if (column != null) {
                columns.put(symbol, ColumnEstimate.of(column));
            }
        });
        return new PlanEstimate(
                scan.pushed().rows().orElse(statistics.rowCount().orElse(Double.NaN)), columns);
    }

    private PlanEstimate project(ProjectNode project) {
        PlanEstimate input = estimate(project.source());
        Map<Symbol, ColumnEstimate> columns = new HashMap<>();
        for (Map.Entry<Symbol, Expression> entry : project.assignments().entrySet()) {
            if (entry.getValue() instanceof Reference reference) {
                columns.put(entry.getKey(), input.column(reference.symbol()));
            }
        }
        return new PlanEstimate(input.rows(), columns);
    }

    private PlanEstimate join(JoinNode join) {
        PlanEstimate left = estimate(join.left());
        PlanEstimate right = estimate(join.right());
        Map<Symbol, ColumnEstimate> columns = new HashMap<>(left.columns());
        columns.putAll(right.columns());
        double rows = left.rows() * right.rows() * selectivity(join.criteria(), left, right);
        PlanEstimate joined = new PlanEstimate(rows, columns);
        rows = join.filter()
                .map(filter -> joined.rows() * Selectivity.of(filter, joined))
                .orElse(rows);
        boolean keepsLeft = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
        boolean keepsRight = join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
        rows = keepsLeft ? Math.max(rows, left.rows()) : rows;
        rows = keepsRight ? Math.max(rows, right.rows()) : rows;
        return joined.withRows(Math.max(1, rows));
    }

    /** The first equality counts fully, further ones only by their root: they tend to depend on each other. */
    private static double selectivity(List<EquiClause> clauses, PlanEstimate left, PlanEstimate right) {
        double selectivity = 1;
        double weight = 1;
        for (EquiClause clause : clauses) {
            double distinct = Math.max(
                    left.column(clause.left()).distinctValuesOr(left.rows()),
                    right.column(clause.right()).distinctValuesOr(right.rows()));
            selectivity *= Math.pow(1 / distinct, weight);
            weight /= 2;
        }
        return selectivity;
    }

    private PlanEstimate aggregate(AggregateNode aggregate) {
        PlanEstimate input = estimate(aggregate.source());
        double groups = 1;
        Map<Symbol, ColumnEstimate> columns = new HashMap<>();
        for (Symbol key : aggregate.groupingKeys()) {
            ColumnEstimate column = input.column(key);
            columns.put(key, column);
            groups *= column.distinctValuesOr(input.rows() / 10);
        }
        double rows = Math.min(groups, input.rows())
                * Math.max(1, aggregate.groupingSets().size());
        return new PlanEstimate(aggregate.groupingKeys().isEmpty() ? 1 : rows, columns);
    }

    private static PlanEstimate limited(PlanEstimate input, long count) {
        return input.withRows(input.known() ? Math.min(input.rows(), count) : count);
    }
}
