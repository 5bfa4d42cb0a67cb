package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of JSON_TABLE before its columns are computed: for each path its item and the item's number among its parent's, both null where an outer plan
 * found none. A plan is a path, {@code {"at": index, "path": text, "outer": boolean, "children": plan}}, or siblings, {@code {"union": [plan]}} or
 * {@code {"cross": [plan]}}.
 */
final class JsonTableRows {
    private final JsonNode plan;
    private final Map<String, JsonNode> parameters;
    private final int width;

    JsonTableRows(JsonNode plan, Map<String, JsonNode> parameters) {
        this.plan = plan;
        this.parameters = parameters;
        this.width = 2 * plan.get("paths").intValue();
    }

    /** The rows as JSON. */
    String of(JsonNode input) {
        ArrayNode rows = JsonFunctions.MAPPER.createArrayNode();
        for (String[] row : rows(plan, input)) {
            ArrayNode cells = rows.addArray();
            for (String cell : row) {
                cells.add(cell);
            }
        }
        return rows.toString();
    }

    private List<String[]> rows(JsonNode node, JsonNode input) {
        if (node.has("union")) {
            List<String[]> rows = new ArrayList<>();
            node.get("union").forEach(sibling -> rows.addAll(rows(sibling, input)));
            return rows;
        }
        if (node.has("cross")) {
            List<String[]> rows = new ArrayList<>();
            rows.add(new String[width]);
            for (JsonNode sibling : node.get("cross")) {
                rows = product(rows, rows(sibling, input));
            }
            return rows;
        }
        return path(node, input);
    }

    private List<String[]> path(JsonNode node, JsonNode input) {
        int at = 2 * node.get("at").intValue();
        List<String[]> rows = new ArrayList<>();
        long number = 0;
        for (JsonNode item : SqlJsonPath.evaluate(node.get("path").textValue(), input, parameters)) {
            String[] own = new String[width];
            own[at] = item.toString();
            own[at + 1] = Long.toString(++number);
            List<String[]> children = node.has("children") ? rows(node.get("children"), item) : List.of();
            boolean alone = !node.has("children")
                    || children.isEmpty() && node.get("outer").booleanValue();
            rows.addAll(alone ? List.<String[]>of(own) : product(List.<String[]>of(own), children));
        }
        return rows;
    }

    private List<String[]> product(List<String[]> left, List<String[]> right) {
        List<String[]> rows = new ArrayList<>();
        for (String[] a : left) {
            for (String[] b : right) {
                String[] row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = a[i] == null ? b[i] : a[i];
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
