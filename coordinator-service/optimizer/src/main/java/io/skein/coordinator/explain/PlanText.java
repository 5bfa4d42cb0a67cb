package io.skein.coordinator.explain;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.explain.StageStatistics.OperatorStatistics;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** EXPLAIN's answers. */
public final class PlanText {
    private PlanText() {}

    /** The plan as one tree, with estimates. */
    public static String logical(OutputNode root, CatalogMetadata metadata) {
        PlanEstimator estimator = new PlanEstimator(metadata);
        StringBuilder text = new StringBuilder();
        append(
                text,
                root,
                "",
                "",
                new FilterText(List.of()),
                node -> Optional.of(estimates(node, estimator.estimate(node))));
        return text.toString();
    }

    /** The fragments with their trees and kernel SQL. */
    public static String distributed(FragmentedPlan plan) {
        StringBuilder text = new StringBuilder();
        for (Fragment fragment : plan.fragments()) {
            appendFragment(text, plan, fragment, Optional.empty(), List.of());
        }
        return text.toString();
    }

    /** The same with what the tasks did; fragments without statistics are shown without. */
    public static String analyzed(
            FragmentedPlan plan, List<StageStatistics> statistics, List<FilterStatistics> filters) {
        StringBuilder text = new StringBuilder();
        for (Fragment fragment : plan.fragments()) {
            appendFragment(
                    text,
                    plan,
                    fragment,
                    statistics.stream()
                            .filter(stage -> stage.fragment() == fragment.id())
                            .findFirst(),
                    filters);
        }
        return text.toString();
    }

    private static void appendFragment(
            StringBuilder text,
            FragmentedPlan plan,
            Fragment fragment,
            Optional<StageStatistics> statistics,
            List<FilterStatistics> filters) {
        PlanNode piece = plan.plans().get(fragment.id());
        text.append("Fragment ")
                .append(fragment.id())
                .append(" [")
                .append(runsAs(plan, fragment))
                .append("]\n");
        statistics.ifPresent(stage -> text.append("    ").append(summary(stage)).append('\n'));
        text.append("    Output layout: [")
                .append(fragment.outputs().stream()
                        .map(Fragment.OutputColumn::name)
                        .collect(Collectors.joining(", ")))
                .append("]\n");
        text.append("    Output partitioning: ")
                .append(partitioning(fragment, piece))
                .append('\n');
        append(
                text,
                piece instanceof ExchangeNode exchange ? exchange.source() : piece,
                "    ",
                "    ",
                new FilterText(plan.dynamicFilters()),
                _ -> Optional.empty());
        text.append("    Kernel SQL: ").append(fragment.kernelSql()).append('\n');
        appendFilters(text, plan, fragment, filters);
        statistics.ifPresent(stage -> appendOperators(text, stage.operators()));
        text.append('\n');
    }

    /** By what the fragment's tasks have their part of the data: its table's splits, or what comes in. */
    static String runsAs(FragmentedPlan plan, Fragment fragment) {
        if (fragment.placement() == Placement.SINGLE) {
            return "SINGLE";
        }
        boolean scans = fragment.inputs().stream().anyMatch(Input.Scan.class::isInstance);
        if (scans) {
            return "SOURCE";
        }
        return fragment.inputs().stream()
                .map(input -> plan.fragments().get(((Input.Exchange) input).fragment()))
                .filter(producer -> producer.partitioning() != Partitioning.BROADCAST)
                .findFirst()
                .map(producer -> partitioning(producer, plan.plans().get(producer.id())))
                .orElse("BROADCAST");
    }

    private static String partitioning(Fragment fragment, PlanNode piece) {
        return piece instanceof ExchangeNode exchange && fragment.partitioning() == Partitioning.HASH
                ? "HASH [" + NodeText.names(exchange.keys()) + "]"
                : fragment.partitioning().name();
    }

    private static String summary(StageStatistics stage) {
        return "Tasks: %d, Input: %s (%s), Wall: %s, Peak Memory: %s, Spilled: %s"
                .formatted(
                        stage.tasks(),
                        Amounts.rows(stage.rows()),
                        Amounts.bytes(stage.bytes()),
                        Amounts.duration(stage.wall()),
                        Amounts.bytes(stage.peakMemoryBytes()),
                        Amounts.bytes(stage.spilledBytes()));
    }

    private static void appendFilters(
            StringBuilder text, FragmentedPlan plan, Fragment fragment, List<FilterStatistics> filters) {
        Set<String> own = plan.dynamicFilters().stream()
                .filter(filter -> filter.probe().fragment() == fragment.id())
                .map(DynamicFilter::id)
                .collect(Collectors.toSet());
        List<FilterStatistics> outcomes =
                filters.stream().filter(filter -> own.contains(filter.id())).toList();
        if (!outcomes.isEmpty()) {
            text.append("    Dynamic filters:\n");
            outcomes.forEach(filter ->
                    text.append("        - ").append(FilterText.outcome(filter)).append('\n'));
        }
    }

    private static void appendOperators(StringBuilder text, List<OperatorStatistics> operators) {
        if (operators.isEmpty()) {
            return;
        }
        text.append("    Kernel operators:\n");
        for (OperatorStatistics operator : operators) {
            text.append("        ").append("  ".repeat(operator.depth())).append(operator.name());
            text.append(": ")
                    .append(Amounts.rows(operator.rows()))
                    .append(", ")
                    .append(Amounts.duration(operator.wall()));
            if (!operator.detail().isEmpty()) {
                text.append(" [").append(operator.detail()).append(']');
            }
            text.append('\n');
        }
    }

    private static void append(
            StringBuilder text,
            PlanNode node,
            String first,
            String rest,
            FilterText filters,
            Function<PlanNode, Optional<String>> estimates) {
        NodeText own = filters.added(NodeText.of(node), node);
        List<PlanNode> sources = node.sources();
        String bar = rest + (sources.isEmpty() ? "   " : "│  ");
        text.append(first).append(own.title()).append('\n');
        text.append(bar)
                .append("Layout: [")
                .append(node.outputs().stream()
                        .map(symbol -> symbol + ":" + symbol.type().displayName())
                        .collect(Collectors.joining(", ")))
                .append("]\n");
        estimates.apply(node).ifPresent(line -> text.append(bar).append(line).append('\n'));
        own.details().forEach(line -> text.append(bar).append(line).append('\n'));
        for (int i = 0; i < sources.size(); i++) {
            boolean last = i == sources.size() - 1;
            append(
                    text,
                    sources.get(i),
                    rest + (last ? "└─ " : "├─ "),
                    rest + (last ? "   " : "│  "),
                    filters,
                    estimates);
        }
    }

    private static String estimates(PlanNode node, PlanEstimate estimate) {
        return estimate.known()
                ? "Estimates: {rows: %d (%s)}"
                        .formatted(
                                Math.round(estimate.rows()), Amounts.bytes(Math.round(estimate.bytes(node.outputs()))))
                : "Estimates: {rows: ? (?)}";
    }
}
