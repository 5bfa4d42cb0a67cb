package io.skein.worker.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the kernel's JSON profile (the layout of DuckDB 1.x). */
final class OperatorProfile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS = 1e9;

    private OperatorProfile() {}

    static List<Operator> parse(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return List.of();
        }
        try {
            List<Operator> operators = new ArrayList<>();
            for (JsonNode child : JSON.readTree(json).path("children")) {
                collect(child, 0, operators);
            }
            return operators;
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static void collect(JsonNode node, int depth, List<Operator> operators) {
        operators.add(new Operator(
                node.path("operator_name").asText().strip(),
                depth,
                node.path("operator_cardinality").asLong(),
                Math.round(node.path("operator_timing").asDouble() * NANOS),
                detail(node.path("extra_info"))));
        for (JsonNode child : node.path("children")) {
            collect(child, depth + 1, operators);
        }
    }

    private static String detail(JsonNode information) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : information.properties()) {
            JsonNode value = entry.getValue();
            List<String> texts = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(element -> texts.add(element.asText()));
            } else {
                texts.add(value.isTextual() ? value.asText() : value.toString());
            }
            parts.add(entry.getKey() + ": " + String.join(", ", texts).replace('\n', ' '));
        }
        return String.join("; ", parts);
    }
}
