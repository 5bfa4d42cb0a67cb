package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One object of a definition. Asking for a field makes it known; {@link #end()} refuses what nobody asked for. Failures are {@link IllegalArgumentException}s. */
final class JsonFields {
    private final String place;
    private final JsonNode node;
    private final TreeSet<String> known = new TreeSet<>();

    private JsonFields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /** @param place what it is in the definition, for messages: {@code column 'a' has} */
    static JsonFields of(String place, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(place + " something else than a JSON object");
        }
        return new JsonFields(place, node);
    }

    Optional<JsonNode> node(String key) {
        known.add(key);
        return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
    }

    Optional<String> text(String key) {
        return node(key).map(value -> {
            if (!value.isValueNode()) {
                throw bad(key, "a text");
            }
            return value.asText();
        });
    }

    String required(String key) {
        return text(key).orElseThrow(() -> new IllegalArgumentException(place + " no '" + key + "'"));
    }

    boolean flag(String key, boolean absent) {
        return node(key)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw bad(key, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(absent);
    }

    long number(String key, long absent, long lowest) {
        return node(key)
                .map(value -> {
                    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < lowest) {
                        throw bad(key, "a whole number from " + lowest);
                    }
                    return value.longValue();
                })
                .orElse(absent);
    }

    char character(String key, char absent) {
        return text(key)
                .map(value -> {
                    if (value.length() != 1) {
                        throw bad(key, "one character");
                    }
                    return value.charAt(0);
                })
                .orElse(absent);
    }

    JsonPointer pointer(String key, String absent) {
        String text = text(key).orElse(absent);
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw bad(key, "a JSON pointer such as /data/items");
        }
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> of) {
        return text(key).map(value -> {
            try {
                return Enum.valueOf(of, value.toUpperCase(Locale.ENGLISH));
            } catch (IllegalArgumentException e) {
                throw bad(
                        key, "one of " + Arrays.toString(of.getEnumConstants()).toLowerCase(Locale.ENGLISH));
            }
        });
    }

    /** An object of texts, in its order. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        node(key).ifPresent(object -> {
            JsonFields fields = of(place + " as '" + key + "'", object);
            object.fieldNames().forEachRemaining(name -> texts.put(name, fields.required(name)));
        });
        return texts;
    }

    Optional<JsonFields> object(String key) {
        return node(key).map(object -> of(place + " as '" + key + "'", object));
    }

    List<JsonNode> list(String key) {
        JsonNode array = node(key).orElseThrow(() -> new IllegalArgumentException(place + " no '" + key + "'"));
        if (!array.isArray() || array.isEmpty()) {
            throw bad(key, "an array that is not empty");
        }
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /** Refuses fields that nobody asked for. */
    void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        place + " an unknown '" + name + "'; known are " + String.join(", ", known));
            }
        });
    }

    private IllegalArgumentException bad(String key, String expected) {
        return new IllegalArgumentException(place + " a bad '" + key + "', which is not " + expected);
    }
}
