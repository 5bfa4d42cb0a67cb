package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.optimize.rule.SymbolAllocator;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Aggregate;
import io.skein.coordinator.plan.PlanNode.Apply;
import io.skein.coordinator.plan.PlanNode.Exchange;
import io.skein.coordinator.plan.PlanNode.Filter;
import io.skein.coordinator.plan.PlanNode.Join;
import io.skein.coordinator.plan.PlanNode.Lateral;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.Offset;
import io.skein.coordinator.plan.PlanNode.Output;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.RecursiveReference;
import io.skein.coordinator.plan.PlanNode.RecursiveUnion;
import io.skein.coordinator.plan.PlanNode.RemoteSource;
import io.skein.coordinator.plan.PlanNode.Sample;
import io.skein.coordinator.plan.PlanNode.SemiJoin;
import io.skein.coordinator.plan.PlanNode.SetOperation;
import io.skein.coordinator.plan.PlanNode.SetOperator;
import io.skein.coordinator.plan.PlanNode.Sort;
import io.skein.coordinator.plan.PlanNode.TableScan;
import io.skein.coordinator.plan.PlanNode.TableWriter;
import io.skein.coordinator.plan.PlanNode.TopN;
import io.skein.coordinator.plan.PlanNode.Unnest;
import io.skein.coordinator.plan.PlanNode.Values;
import io.skein.coordinator.plan.PlanNode.Window;
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

    Output place(Output root) {
        return new Output(place(root.source()).gathered().node(), root.names(), root.outputs());
    }

    Placed place(PlanNode node) {
        return switch (node) {
            case TableScan scan -> new Placed(scan, Spread.ANYWHERE);
            case Values values -> new Placed(values, Spread.SINGLE);
            case Filter filter -> place(filter.source()).map(filter::withSource);
            case Sample sample -> place(sample.source()).map(sample::withSource);
            case Unnest unnest -> place(unnest.source()).map(unnest::withSource);
            case Project project -> project(project);
            case Join join -> joins.place(join);
            case SemiJoin join -> joins.place(join);
            case Apply apply -> apply(apply);
            case Aggregate aggregate -> aggregations.place(aggregate);
            case Window window -> window(window);
            case Sort sort -> {
                Placed source = place(sort.source());
                yield source.map(sort::withSource).gathered(sort.ordering());
            }
            case TopN topN -> {
                Placed source = place(topN.source());
                yield source.spread().single()
                        ? source.map(topN::withSource)
                        : source.map(topN::withSource).gathered(topN.ordering()).map(topN::withSource);
            }
            case Limit limit -> limit(limit);
            case Offset offset -> place(offset.source()).gathered().map(offset::withSource);
            case SetOperation operation -> setOperation(operation);
            case RecursiveUnion _, Lateral _ -> new Placed(island(node), Spread.SINGLE);
            case Output output -> place(output.source()).map(output::withSource);
            case TableWriter writer -> place(writer.source()).map(writer::withSource);
            case Exchange _, RemoteSource _, RecursiveReference _ ->
                throw new IllegalArgumentException("Not to be placed: " + node);
        };
    }

    /** Keys that the projection passes on keep their meaning under their new names. */
    private Placed project(Project project) {
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
    private Placed apply(Apply apply) {
        if (!PlanTree.freeSymbols(apply.subquery()).isEmpty()) {
            return new Placed(island(apply), Spread.SINGLE);
        }
        Placed input = place(apply.input());
        Placed subquery = place(apply.subquery());
        PlanNode right = input.spread().single() ? subquery.gathered().node() : subquery.broadcast();
        return new Placed(apply.withSources(input.node(), right), input.spread());
    }

    private Placed window(Window window) {
        Placed source = place(window.source());
        if (window.partitionBy().isEmpty()) {
            return source.gathered().map(window::withSource);
        }
        return (source.spread().together(window.partitionBy()) ? source : source.hashed(window.partitionBy()))
                .map(window::withSource);
    }

    private Placed limit(Limit limit) {
        Placed source = place(
                limit.tiesBy().isEmpty() || !(limit.source() instanceof Sort sort) ? limit.source() : sort.source());
        if (source.spread().single()) {
            return source.map(below -> limit.tiesBy().isEmpty() || !(limit.source() instanceof Sort sort)
                    ? limit.withSource(below)
                    : limit.withSource(sort.withSource(below)));
        }
        return source.map(limit::withSource).gathered(limit.tiesBy()).map(limit::withSource);
    }

    private Placed setOperation(SetOperation operation) {
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
        boolean own = PlanTree.freeSymbols(node).isEmpty() && !PlanTree.contains(node, RecursiveReference.class);
        if (!own) {
            return island(node);
        }
        return PlanTree.contains(node, TableScan.class) ? place(node).gathered().node() : node;
    }
}
