package io.skein.coordinator.explain;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RemoteSourceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EXPLAIN's answers in the language of Graphviz: a record for each node, an arrow from each to its sources, a box around each fragment. */
public final class PlanGraph {
    private final StringBuilder text = new StringBuilder();
    private final List<String> arrows = new ArrayList<>();
    private final Map<Integer, String> roots = new HashMap<>();
    private final Map<String, Integer> remotes = new LinkedHashMap<>();
    private int nodes;

    private PlanGraph(String name) {
        text.append("digraph ").append(name).append(" {\n");
    }

    /** The plan as one tree. */
    public static String logical(OutputNode root) {
        PlanGraph graph = new PlanGraph("logical_plan");
        graph.text.append("subgraph cluster_graphviz_plan {\n");
        graph.node(root);
        graph.text.append("}\n");
        return graph.ended();
    }

    /** The fragments with their kernel SQL; arrows lead from remote sources to the roots of the fragments that they read. */
    public static String distributed(FragmentedPlan plan) {
        PlanGraph graph = new PlanGraph("distributed_plan");
        for (Fragment fragment : plan.fragments()) {
            graph.fragment(plan, fragment);
        }
        return graph.ended();
    }

    private void fragment(FragmentedPlan plan, Fragment fragment) {
        PlanNode piece = plan.plans().get(fragment.id());
        text.append("subgraph cluster_").append(fragment.id()).append(" {\n");
        text.append("label = \"")
                .append(escaped(PlanText.runsAs(plan, fragment)))
                .append("\"\n");
        String root = node(piece instanceof ExchangeNode exchange ? exchange.source() : piece);
        record("kernel_" + fragment.id(), "Kernel SQL", List.of(fragment.kernelSql()));
        text.append("}\n");
        roots.put(fragment.id(), root);
    }

    private String node(PlanNode node) {
        String id = "plannode_" + ++nodes;
        NodeText own = NodeText.of(node);
        List<String> lines = new ArrayList<>();
        own.descriptor().forEach((key, value) -> lines.add(key + " = " + value));
        lines.addAll(own.details());
        record(id, own.name(), lines);
        for (PlanNode source : node.sources()) {
            arrows.add(id + " -> " + node(source));
        }
        if (node instanceof RemoteSourceNode remote) {
            remotes.put(id, remote.fragment());
        }
        return id;
    }

    private void record(String id, String title, List<String> lines) {
        text.append(id).append("[label=\"{").append(escaped(title));
        lines.forEach(line -> text.append('|').append(escaped(line)));
        text.append("}\", style=\"rounded, filled\", shape=record, fillcolor=white];\n");
    }

    private String ended() {
        remotes.forEach((id, fragment) -> arrows.add(id + " -> " + roots.get(fragment)));
        arrows.forEach(arrow -> text.append(arrow).append(";\n"));
        return text.append("}\n").toString();
    }

    /** Within a record's label, braces, bars, angles and spaces mean something. */
    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder();
        line.chars().forEach(character -> {
            if (character == '\n') {
                escaped.append("\\l");
                return;
            }
            if ("\\\"{}|<>".indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) character);
        });
        return escaped.toString();
    }
}
