package io.skein.coordinator.conformance;

import static java.util.stream.Collectors.joining;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PlanNode.Aggregate;
import io.skein.coordinator.plan.PlanNode.Exchange;
import io.skein.coordinator.plan.PlanNode.Filter;
import io.skein.coordinator.plan.PlanNode.Join;
import io.skein.coordinator.plan.PlanNode.Limit;
import io.skein.coordinator.plan.PlanNode.OrderingTerm;
import io.skein.coordinator.plan.PlanNode.Project;
import io.skein.coordinator.plan.PlanNode.RemoteSource;
import io.skein.coordinator.plan.PlanNode.SemiJoin;
import io.skein.coordinator.plan.PlanNode.SetOperation;
import io.skein.coordinator.plan.PlanNode.Sort;
import io.skein.coordinator.plan.PlanNode.TableScan;
import io.skein.coordinator.plan.PlanNode.TopN;
import io.skein.coordinator.plan.PlanNode.Window;
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
            case Project project -> append(project.source(), depth);
            case Filter filter -> append(filter.source(), depth);
            case RemoteSource source -> append(plan.plans().get(source.fragment()), depth);
            default -> {
                text.append("    ".repeat(depth)).append(line(node)).append('\n');
                node.sources().forEach(source -> append(source, depth + 1));
            }
        }
    }

    private static String line(PlanNode node) {
        return switch (node) {
            case TableScan scan -> "scan " + scan.table().handle().name().table();
            case Join join -> "join" + list(join.kind(), join.distribution());
            case SemiJoin join -> "semi join" + list(join.distribution());
            case Aggregate aggregate -> "aggregate" + list(aggregate.step(), names(aggregate.groupingKeys()));
            case Window window ->
                "window" + list("by " + names(window.partitionBy()), "order " + ordering(window.ordering()));
            case Sort sort -> "sort" + list(ordering(sort.ordering()));
            case TopN topN -> "top" + list(topN.count(), ordering(topN.ordering()));
            case Limit limit -> "limit" + list(limit.count());
            case SetOperation operation -> word(operation.operator()) + (operation.distinct() ? "" : " all");
            case Exchange exchange
            when !exchange.ordering().isEmpty() -> "merge exchange" + list(ordering(exchange.ordering()));
            case Exchange exchange -> "exchange" + list(exchange.kind(), names(exchange.keys()));
            default -> word(node.getClass().getSimpleName());
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
