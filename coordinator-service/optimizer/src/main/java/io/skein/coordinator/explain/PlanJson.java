package io.skein.coordinator.explain;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EXPLAIN's answers in JSON: nodes in the shape of Trino's, with this engine's names. */
public final class PlanJson {
    private final PlanEstimator estimator;
    private int nodes;

    private PlanJson(PlanEstimator estimator) {
        this.estimator = estimator;
    }

    /** The plan as one tree. */
    public static String logical(OutputNode root, CatalogMetadata metadata) {
        return JsonText.of(new PlanJson(new PlanEstimator(metadata)).node(root));
    }

    /** The fragments' trees by their ids; each root has the fragment's kernel SQL besides. */
    public static String distributed(FragmentedPlan plan, CatalogMetadata metadata) {
        PlanJson json = new PlanJson(new PlanEstimator(metadata));
        Map<String, Object> fragments = new LinkedHashMap<>();
        for (Fragment fragment : plan.fragments()) {
            PlanNode piece = plan.plans().get(fragment.id());
            Map<String, Object> root = json.node(piece instanceof ExchangeNode exchange ? exchange.source() : piece);
            root.put("kernelSql", fragment.kernelSql());
            fragments.put(Integer.toString(fragment.id()), root);
        }
        return JsonText.of(fragments);
    }

    private Map<String, Object> node(PlanNode node) {
        NodeText text = NodeText.of(node);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Integer.toString(nodes++));
        json.put("name", text.name());
        json.put("descriptor", text.descriptor());
        json.put("outputs", node.outputs().stream().map(PlanJson::output).toList());
        json.put("details", text.details());
        json.put("estimates", List.of(CostEstimate.of(node, estimator).json("memoryCost")));
        List<Object> children = new ArrayList<>();
        node.sources().forEach(source -> children.add(node(source)));
        json.put("children", children);
        return json;
    }

    private static Map<String, Object> output(Symbol symbol) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("symbol", symbol.name());
        json.put("type", symbol.type().displayName());
        return json;
    }
}
