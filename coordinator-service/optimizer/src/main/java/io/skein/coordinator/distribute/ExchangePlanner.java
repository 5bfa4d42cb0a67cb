package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OffsetNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RecursiveReferenceNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SampleNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts exchanges where rows must meet: from the leaves up, each node is placed where its sources already are, or its sources are moved to where it can
 * work. Joins and aggregations have their own classes.
 */
final class ExchangePlanner {
    private final JoinPlacement joins;
    private final AggregationPlacement aggregations;

    ExchangePlanner(PlanEstimator estimator, SessionOptions options, ClusterShape cluster, SymbolAllocator symbols) {
        joins = new JoinPlacement(this, estimator, options, cluster);
        aggregations = new AggregationPlacement(this, symbols);
    }

    OutputNode place(OutputNode root) {
        return new OutputNode(place(root.source()).gathered().node(), root.names(), root.outputs());
    }

    Placed place(PlanNode node) {
        return switch (node) {
            case TableScanNode scan -> new Placed(scan, Spread.ANYWHERE);
            case ValuesNode values -> new Placed(values, Spread.SINGLE);
            case FilterNode filter -> place(filter.source()).map(filter::withSource);
            case SampleNode sample -> place(sample.source()).map(sample::withSource);
            case UnnestNode unnest -> place(unnest.source()).map(unnest::withSource);
            case ProjectNode project -> project(project);
            case JoinNode join -> joins.place(join);
            case SemiJoinNode join -> joins.place(join);
            case ApplyNode apply -> apply(apply);
            case AggregateNode aggregate -> aggregations.place(aggregate);
            case WindowNode window -> partitioned(window, window.partitionBy());
            case PatternNode pattern -> partitioned(pattern, pattern.partitionBy());
            case SortNode sort -> {
                Placed source = place(sort.source());
                yield source.map(sort::withSource).gathered(sort.ordering());
            }
            case TopNNode topN -> {
                Placed source = place(topN.source());
                yield source.spread().single()
                        ? source.map(topN::withSource)
                        : source.map(topN::withSource).gathered(topN.ordering()).map(topN::withSource);
            }
            case LimitNode limit -> limit(limit);
            case OffsetNode offset -> place(offset.source()).gathered().map(offset::withSource);
            case SetOperationNode operation -> setOperation(operation);
            case RecursiveUnionNode _, LateralNode _ -> new Placed(island(node), Spread.SINGLE);
            case OutputNode output -> place(output.source()).map(output::withSource);
            case TableWriterNode writer -> place(writer.source()).map(writer::withSource);
            case ExchangeNode _, RemoteSourceNode _, RecursiveReferenceNode _ ->
                throw new IllegalArgumentException("Not to be placed: " + node);
        };
    }

    /** Keys that the projection passes on keep their meaning under their new names. */
    private Placed project(ProjectNode project) {
        Placed source = place(project.source());
        if (!(source.spread() instanceof Spread.Hashed hashed)) {
            return source.map(project::withSource);
        }
        List<Symbol> keys = new ArrayList<>();
        for (Symbol key : hashed.keys()) {
            Optional<Symbol> renamed = project.assignments().entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Reference reference
                            && reference.symbol().equals(key))
                    .map(Map.Entry::getKey)
                    .findFirst();
            renamed.ifPresent(keys::add);
        }
        Spread spread = keys.size() == hashed.keys().size() ? new Spread.Hashed(keys) : Spread.ANYWHERE;
        return new Placed(project.withSource(source.node()), spread);
    }

    /** A subquery that does not depend on the row is sent to wherever the rows are; one that does is evaluated at one place. */
    private Placed apply(ApplyNode apply) {
        if (!PlanTree.freeSymbols(apply.subquery()).isEmpty()) {
            return new Placed(island(apply), Spread.SINGLE);
        }
        Placed input = place(apply.input());
        Placed subquery = place(apply.subquery());
        PlanNode right = input.spread().single() ? subquery.gathered().node() : subquery.broadcast();
        return new Placed(apply.withSources(input.node(), right), input.spread());
    }

    /** A node that works on whole partitions. */
    private Placed partitioned(PlanNode.Unary node, List<Symbol> partitionBy) {
        Placed source = place(node.source());
        if (partitionBy.isEmpty()) {
            return source.gathered().map(node::withSource);
        }
        return (source.spread().together(partitionBy) ? source : source.hashed(partitionBy)).map(node::withSource);
    }

    private Placed limit(LimitNode limit) {
        Placed source = place(
                limit.tiesBy().isEmpty() || !(limit.source() instanceof SortNode sort)
                        ? limit.source()
                        : sort.source());
        if (source.spread().single()) {
            return source.map(below -> limit.tiesBy().isEmpty() || !(limit.source() instanceof SortNode sort)
                    ? limit.withSource(below)
                    : limit.withSource(sort.withSource(below)));
        }
        return source.map(limit::withSource).gathered(limit.tiesBy()).map(limit::withSource);
    }

    private Placed setOperation(SetOperationNode operation) {
        List<Placed> sources = operation.sources().stream().map(this::place).toList();
        if (sources.stream().allMatch(source -> source.spread().single())
                || operation.outputs().isEmpty()) {
            return new Placed(
                    operation.withSources(sources.stream()
                            .map(Placed::gathered)
                            .map(Placed::node)
                            .toList()),
                    Spread.SINGLE);
        }
        if (operation.operator() == SetOperator.UNION && !operation.distinct()) {
            return new Placed(
                    operation.withSources(sources.stream()
                            .map(Placed::spreadOut)
                            .map(Placed::node)
                            .toList()),
                    Spread.ANYWHERE);
        }
        List<PlanNode> moved = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            moved.add(sources.get(i).hashed(operation.inputs().get(i)).node());
        }
        return new Placed(operation.withSources(moved), new Spread.Hashed(operation.outputs()));
    }

    /** The node runs at one task as it is; what below it depends on nothing else is distributed as ever, and gathered. */
    private PlanNode island(PlanNode node) {
        return PlanTree.mapSources(node, this::shore);
    }

    private PlanNode shore(PlanNode node) {
        boolean own = PlanTree.freeSymbols(node).isEmpty() && !PlanTree.contains(node, RecursiveReferenceNode.class);
        if (!own) {
            return island(node);
        }
        return PlanTree.contains(node, TableScanNode.class)
                ? place(node).gathered().node()
                : node;
    }
}
