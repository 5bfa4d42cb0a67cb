package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidCast;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks JSON before it is cast to an array, a map or a row, so that an error tells of the whole value and not of a part. */
final class JsonStructures {
    private static final int SHOWN = 10_000;
    private static final int MOST_TYPES = 1024;
    private static final Map<String, Type> TYPES = new ConcurrentHashMap<>();

    private JsonStructures() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_json_checked", TEXT, row -> checked(row.text(0), row.text(1)), TEXT, TEXT));
    }

    private static String checked(String text, String type) {
        refusal(JsonFunctions.read(text), type(type)).ifPresent(reason -> {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...(truncated)";
            throw invalidCast("Cannot cast to %s. %s\n%s".formatted(type, reason, shown));
        });
        return text;
    }

    private static Type type(String text) {
        Type known = TYPES.get(text);
        if (known != null) {
            return known;
        }
        Type type = TypeParser.parse(text);
        if (TYPES.size() < MOST_TYPES) {
            TYPES.put(text, type);
        }
        return type;
    }

    /** Why the value cannot become one of the type. */
    private static Optional<String> refusal(JsonNode node, Type type) {
        if (node.isNull() || type == Type.Simple.JSON) {
            return Optional.empty();
        }
        return switch (type) {
            case Type.Array array ->
                node.isArray()
                        ? first(node, array.element())
                        : Optional.of("Expected a json array, but got " + token(node));
            case Type.MapOf map ->
                node.isObject() ? ofMap(node, map) : Optional.of("Expected a json object, but got " + token(node));
            case Type.Row row -> ofRow(node, row);
            default ->
                node.isContainerNode()
                        ? Optional.of("Unexpected token when cast to " + name(type) + ": " + token(node))
                        : JsonFunctions.refusal(node, type);
        };
    }

    private static Optional<String> first(Iterable<JsonNode> nodes, Type type) {
        for (JsonNode node : nodes) {
            Optional<String> refusal = refusal(node, type);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofMap(JsonNode node, Type.MapOf map) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Optional<String> refusal = refusal(TextNode.valueOf(entry.getKey()), map.key())
                    .or(() -> refusal(entry.getValue(), map.value()));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofRow(JsonNode node, Type.Row row) {
        if (node.isArray()) {
            return ofElements(node, row);
        }
        if (!node.isObject()) {
            return Optional.of("Expected a json array or object, but got " + token(node));
        }
        return row.fields().getFirst().name().isEmpty()
                ? Optional.of("Cannot cast a JSON object to anonymous row type. Input must be a JSON array.")
                : ofFields(node, row);
    }

    private static Optional<String> ofElements(JsonNode node, Type.Row row) {
        for (int i = 0; i < row.fields().size(); i++) {
            Type type = row.fields().get(i).type();
            Optional<String> refusal = i < node.size()
                    ? refusal(node.get(i), type)
                    : Optional.of("Unexpected token when cast to " + name(type) + ": ]");
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return node.size() > row.fields().size()
                ? Optional.of("Expected json array ending, but got "
                        + token(node.get(row.fields().size())))
                : Optional.empty();
    }

    private static Optional<String> ofFields(JsonNode node, Type.Row row) {
        Set<String> written = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey().toLowerCase(Locale.ENGLISH);
            Optional<Type> type = row.fields().stream()
                    .filter(field -> field.name().orElse("").equalsIgnoreCase(name))
                    .map(Type.Field::type)
                    .findFirst();
            if (type.isPresent() && !written.add(name)) {
                return Optional.of("Duplicate field: " + name);
            }
            Optional<String> refusal = type.flatMap(known -> refusal(entry.getValue(), known));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static String token(JsonNode node) {
        return node.isObject() ? "{" : node.isArray() ? "[" : node.asText();
    }

    private static String name(Type type) {
        return type instanceof Type.Decimal(int precision, int scale)
                ? "DECIMAL(" + precision + "," + scale + ")"
                : type instanceof Type.Varchar ? "varchar" : type.displayName();
    }
}
