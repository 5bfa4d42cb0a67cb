package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.Failures.invalidCast;
import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.DOUBLE;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.REAL;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBColumnType;
import org.jspecify.annotations.Nullable;

/** JSON values, whose kernel form is canonical text: keys sorted, no spaces. */
final class JsonFunctions {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private static final Set<Type.Simple> CONVERTED = EnumSet.of(
            Type.Simple.BOOLEAN,
            Type.Simple.TINYINT,
            Type.Simple.SMALLINT,
            Type.Simple.INTEGER,
            Type.Simple.BIGINT,
            Type.Simple.REAL,
            Type.Simple.DOUBLE);

    private JsonFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_json_parse", TEXT, row -> parse(row.text(0)), TEXT),
                JavaFunction.of("skein_json_quote", TEXT, row -> JsonText.quoted(row.text(0)), TEXT),
                JavaFunction.of("skein_double_to_json", TEXT, row -> number(row.real(0)), DOUBLE),
                JavaFunction.of(
                        "skein_real_to_json",
                        TEXT,
                        row -> Float.isFinite(row.single(0))
                                ? Float.toString(row.single(0))
                                : "\"" + row.single(0) + "\"",
                        REAL),
                JavaFunction.of("skein_json_pairs", TEXT, row -> pairs(row.text(0), row.text(1)), TEXT, TEXT),
                to("boolean", BOOLEAN),
                to("tinyint", DuckDBColumnType.TINYINT),
                to("smallint", DuckDBColumnType.SMALLINT),
                to("integer", INTEGER),
                to("bigint", BIGINT),
                to("real", REAL),
                to("double", DOUBLE),
                JavaFunction.of("skein_json_to_varchar", TEXT, row -> varchar(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_json_to_decimal",
                        TEXT,
                        row -> decimal(row.text(0), row.integer(1), row.integer(2)),
                        TEXT,
                        INTEGER,
                        INTEGER),
                JavaFunction.of("skein_json_keys", TEXT, row -> keys(row.text(0)), TEXT),
                JavaFunction.of("skein_json_values", TEXT, row -> values(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_json_field",
                        TEXT,
                        row -> field(row.text(0), row.text(1), row.integer(2)),
                        TEXT,
                        TEXT,
                        INTEGER),
                JavaFunction.of(
                        "skein_json_is_null",
                        BOOLEAN,
                        row -> row.text(0).strip().equals("null"),
                        TEXT),
                JavaFunction.of("skein_json_array_length", BIGINT, row -> arrayLength(row.text(0)), TEXT),
                JavaFunction.of(
                        "skein_json_array_get", TEXT, row -> arrayElement(row.text(0), row.bigint(1)), TEXT, BIGINT),
                JavaFunction.of(
                        "skein_json_array_contains",
                        BOOLEAN,
                        row -> arrayContains(row.text(0), row.text(1)),
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_is_json_scalar",
                        BOOLEAN,
                        row -> !read(row.text(0)).isContainerNode(),
                        TEXT));
    }

    /** The value that the parser stands on; other tokens may follow. */
    static JsonNode subtree(JsonParser parser) throws IOException {
        return MAPPER.reader()
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(parser);
    }

    static JsonNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw invalidArgument("Cannot convert value to JSON: '" + text + "'");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw invalidArgument("Cannot convert value to JSON: '" + text + "'");
        }
    }

    private static String parse(String text) {
        return canonical(read(text));
    }

    static String canonical(JsonNode node) {
        StringBuilder result = new StringBuilder();
        write(node, result);
        return result.toString();
    }

    private static void write(JsonNode node, StringBuilder result) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            result.append('{');
            fields.forEach((name, value) -> {
                result.append(result.charAt(result.length() - 1) == '{' ? "" : ",")
                        .append(quoted(name))
                        .append(':');
                write(value, result);
            });
            result.append('}');
        } else if (node.isArray()) {
            result.append('[');
            for (int i = 0; i < node.size(); i++) {
                result.append(i == 0 ? "" : ",");
                write(node.get(i), result);
            }
            result.append(']');
        } else if (node.isTextual()) {
            result.append(quoted(node.textValue()));
        } else {
            result.append(node.isFloatingPointNumber() ? number(node.doubleValue()) : node.asText());
        }
    }

    /** A string as Trino's own writer has it: characters beyond the basic plane are escaped. */
    private static String quoted(String text) {
        String plain = JsonText.quoted(text);
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            result.append(Character.isSurrogate(c) ? "\\u%04X".formatted((int) c) : String.valueOf(c));
        }
        return result.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }

    private static String pairs(String keys, String values) {
        JsonNode names = read(keys);
        JsonNode contents = read(values);
        Map<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            sorted.put(names.get(i).textValue(), contents.get(i).textValue());
        }
        StringBuilder result = new StringBuilder("{");
        sorted.forEach((name, value) -> result.append(result.length() == 1 ? "" : ",")
                .append(JsonText.quoted(name))
                .append(':')
                .append(value));
        return result.append('}').toString();
    }

    private static JavaFunction to(String type, DuckDBColumnType result) {
        return JavaFunction.of(
                "skein_json_to_" + type,
                result,
                row -> {
                    String text = row.text(0);
                    JsonNode node = read(text);
                    return node.isNull() ? null : converted(node, text, type);
                },
                TEXT);
    }

    private static Object converted(JsonNode node, String text, String type) {
        try {
            return switch (type) {
                case "boolean" -> truth(node);
                case "tinyint" -> whole(node).byteValueExact();
                case "smallint" -> whole(node).shortValueExact();
                case "integer" -> whole(node).intValueExact();
                case "bigint" -> whole(node).longValueExact();
                case "real" -> (float) floating(node);
                default -> floating(node);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw node.isTextual()
                    ? invalidCast("Cannot cast '" + node.textValue() + "' to " + written(type))
                    : invalidCast("Cannot cast '" + text + "' to " + type);
        }
    }

    /** Why a scalar other than null cannot become a boolean or a number; other types have checks of their own. */
    static Optional<String> refusal(JsonNode node, Type type) {
        try {
            switch (type) {
                case Type.Simple simple
                when CONVERTED.contains(simple) -> converted(node, canonical(node), simple.displayName());
                case Type.Decimal(int precision, int scale) -> decimal(canonical(node), precision, scale);
                default -> {}
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Failures.message(e));
        }
    }

    /** The type as casts from text name it. */
    private static String written(String type) {
        return type.equals("integer") ? "INT" : type.toUpperCase(Locale.ROOT);
    }

    private static Object truth(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.doubleValue() != 0;
        }
        return switch (node.asText().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new NumberFormatException();
        };
    }

    private static BigDecimal whole(JsonNode node) {
        return scalar(node).setScale(0, RoundingMode.HALF_UP);
    }

    private static BigDecimal scalar(JsonNode node) {
        if (node.isContainerNode()) {
            throw new NumberFormatException();
        }
        return node.isBoolean()
                ? (node.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO)
                : new BigDecimal(node.asText().strip());
    }

    private static double floating(JsonNode node) {
        if (node.isContainerNode()) {
            throw new NumberFormatException();
        }
        return node.isBoolean() ? (node.booleanValue() ? 1 : 0) : Double.parseDouble(node.asText());
    }

    private static @Nullable Object varchar(String text) {
        JsonNode node = read(text);
        if (node.isContainerNode()) {
            throw invalidCast("Cannot cast '" + text + "' to varchar");
        }
        return node.isNull() ? null : node.isFloatingPointNumber() ? doubleText(node.doubleValue()) : node.asText();
    }

    private static String doubleText(double value) {
        return NumberFunctions.text(value);
    }

    private static @Nullable Object decimal(String text, int precision, int scale) {
        JsonNode node = read(text);
        if (node.isNull()) {
            return null;
        }
        BigDecimal value;
        try {
            value = scalar(node).setScale(scale, RoundingMode.HALF_UP);
        } catch (NumberFormatException e) {
            throw invalidCast("Cannot cast '" + text + "' to DECIMAL(" + precision + "," + scale + ")");
        }
        if (value.precision() > precision) {
            throw invalidCast("Cannot cast input json to DECIMAL(" + precision + "," + scale + ")");
        }
        return value.toPlainString();
    }

    private static @Nullable Object keys(String text) {
        if (read(text).isNull()) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        read(text).fieldNames().forEachRemaining(keys::add);
        return SplitFunctions.list(keys);
    }

    private static @Nullable Object values(String text) {
        JsonNode node = read(text);
        if (node.isNull()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        node.elements().forEachRemaining(value -> values.add(canonical(value)));
        return "[" + String.join(",", values) + "]";
    }

    /** A row's field: by position from an array, by name from an object. */
    private static @Nullable Object field(String text, String name, int position) {
        JsonNode node = read(text);
        JsonNode value = node.isArray() ? node.get(position) : node.isObject() ? named(node, name) : null;
        return value == null ? null : canonical(value);
    }

    private static @Nullable JsonNode named(JsonNode node, String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    private static @Nullable JsonNode array(String text) {
        try {
            JsonNode node = read(text);
            return node.isArray() ? node : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Object arrayLength(String text) {
        JsonNode array = array(text);
        return array == null ? null : (long) array.size();
    }

    private static @Nullable Object arrayElement(String text, long index) {
        JsonNode array = array(text);
        if (array == null) {
            return null;
        }
        JsonNode element = array.get((int) (index < 0 ? array.size() + index : index));
        return element == null ? null : element.isTextual() ? element.textValue() : canonical(element);
    }

    /** Whether an array has the value, given as JSON. */
    private static @Nullable Object arrayContains(String text, String value) {
        JsonNode array = array(text);
        if (array == null) {
            return null;
        }
        JsonNode wanted = read(value);
        for (JsonNode element : array) {
            boolean same = wanted.isNumber() && element.isNumber()
                    ? wanted.decimalValue().compareTo(element.decimalValue()) == 0
                    : wanted.equals(element);
            if (same) {
                return true;
            }
        }
        return false;
    }
}
