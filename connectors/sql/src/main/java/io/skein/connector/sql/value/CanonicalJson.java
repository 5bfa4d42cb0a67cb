package io.skein.connector.sql.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** JSON as its type holds it, and {@code json_parse} makes it: keys sorted, the last of equal ones taken, no spaces. */
public final class CanonicalJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for what is no JSON */
    public static String of(String text) {
        try {
            StringBuilder result = new StringBuilder(text.length());
            write(MAPPER.readTree(text), result);
            return result.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a JSON value cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static void write(JsonNode node, StringBuilder result) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            result.append('{');
            String separator = "";
            for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
                result.append(separator);
                quote(field.getKey(), result);
                result.append(':');
                write(field.getValue(), result);
                separator = ",";
            }
            result.append('}');
        } else if (node.isArray()) {
            result.append('[');
            for (int i = 0; i < node.size(); i++) {
                result.append(i == 0 ? "" : ",");
                write(node.get(i), result);
            }
            result.append(']');
        } else if (node.isTextual()) {
            quote(node.textValue(), result);
        } else {
            result.append(node.isFloatingPointNumber() ? number(node.doubleValue()) : node.asText());
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }

    /** Characters beyond the basic plane are escaped, as Trino's writer does. */
    private static void quote(String text, StringBuilder result) {
        result.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> result.append("\\\"");
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                case '\b' -> result.append("\\b");
                case '\f' -> result.append("\\f");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        result.append("\\u%04X".formatted((int) c));
                    } else {
                        result.append(c);
                    }
                }
            }
        }
        result.append('"');
    }
}
