package io.skein.coordinator.conformance;

import static java.util.stream.Collectors.joining;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.WindowNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The shape of a distributed plan as one tree: scans, joins with their sides and distribution, aggregation steps, and the exchanges between fragments.
 * Projections and filters are left out, so that a change of expressions does not change it.
 */
final class PlanOutline {
    private final FragmentedPlan plan;
    private final StringBuilder text = new StringBuilder();

    private PlanOutline(FragmentedPlan plan) {
        this.plan = plan;
    }

    static String of(FragmentedPlan plan) {
        PlanOutline outline = new PlanOutline(plan);
        outline.append(plan.plans().getFirst(), 0);
        return outline.text.toString();
    }

    private void append(PlanNode node, int depth) {
        switch (node) {
            case ProjectNode project -> append(project.source(), depth);
            case FilterNode filter -> append(filter.source(), depth);
            case RemoteSourceNode source -> append(plan.plans().get(source.fragment()), depth);
            default -> {
                text.append("    ".repeat(depth)).append(line(node)).append('\n');
                node.sources().forEach(source -> append(source, depth + 1));
            }
        }
    }

    private static String line(PlanNode node) {
        return switch (node) {
            case TableScanNode scan -> "scan " + scan.table().handle().name().table();
            case JoinNode join -> "join" + list(join.kind(), join.distribution());
            case SemiJoinNode join -> "semi join" + list(join.distribution());
            case AggregateNode aggregate -> "aggregate" + list(aggregate.step(), names(aggregate.groupingKeys()));
            case WindowNode window ->
                "window" + list("by " + names(window.partitionBy()), "order " + ordering(window.ordering()));
            case SortNode sort -> "sort" + list(ordering(sort.ordering()));
            case TopNNode topN -> "top" + list(topN.count(), ordering(topN.ordering()));
            case LimitNode limit -> "limit" + list(limit.count());
            case SetOperationNode operation -> word(operation.operator()) + (operation.distinct() ? "" : " all");
            case ExchangeNode exchange
            when !exchange.ordering().isEmpty() -> "merge exchange" + list(ordering(exchange.ordering()));
            case ExchangeNode exchange -> "exchange" + list(exchange.kind(), names(exchange.keys()));
            default -> word(node.getClass().getSimpleName().replaceFirst("Node$", ""));
        };
    }

    private static String word(Object name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static String list(Object... parts) {
        return List.of(parts).stream()
                .map(Objects::toString)
                .filter(part -> !part.isEmpty())
                .collect(joining(", ", " (", ")"));
    }

    private static String names(Collection<?> symbols) {
        return symbols.isEmpty() ? "" : symbols.stream().map(Objects::toString).collect(joining(", ", "[", "]"));
    }

    private static String ordering(List<OrderingTerm> terms) {
        return names(terms.stream()
                .map(term -> term.symbol() + (term.ascending() ? "" : " desc"))
                .toList());
    }
}
