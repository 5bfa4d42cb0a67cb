package io.skein.connector.http.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills {@code ${ENV:NAME}} in a definition's texts, and remembers what it has filled in. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;
    private final List<String> used = new ArrayList<>();

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    JsonNode fill(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isTextual()) {
            return nodes.textNode(fill(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode filled = nodes.objectNode();
            node.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (node.isArray()) {
            ArrayNode filled = nodes.arrayNode();
            node.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return node;
    }

    private String fill(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            @Nullable String value = environment.get(reference.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "wants the environment variable " + reference.group(1) + ", which is not set");
            }
            used.add(value);
            return Matcher.quoteReplacement(value);
        });
    }

    Secrets used() {
        return new Secrets(used);
    }
}
