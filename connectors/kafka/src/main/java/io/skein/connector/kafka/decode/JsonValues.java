package io.skein.connector.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of JSON by the types of their columns. */
final class JsonValues {
    private JsonValues() {}

    static boolean supports(Type type) {
        return switch (type) {
            case Type.Array(Type element) -> supports(element);
            case Type.MapOf(Type key, Type value) -> key instanceof Type.Varchar && supports(value);
            case Type.Row(var fields) ->
                fields.stream().allMatch(field -> field.name().isPresent() && supports(field.type()));
            case Type.Simple simple ->
                simple == Type.Simple.JSON || simple == Type.Simple.VARBINARY || TextValues.supports(simple);
            default -> TextValues.supports(type);
        };
    }

    static @Nullable Object of(Type type, JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        return switch (type) {
            case Type.Varchar varchar -> TextValues.cut(varchar, node.isValueNode() ? node.asText() : node.toString());
            case Type.Decimal decimal ->
                node.isNumber()
                        ? TextValues.decimal(decimal, node.decimalValue())
                        : TextValues.parse(type, text(type, node));
            case Type.Array(Type element) -> array(element, node);
            case Type.MapOf map -> map(map.value(), node);
            case Type.Row(var fields) -> row(fields, node);
            case Type.Simple simple -> simple(simple, node);
            default -> throw new CorruptMessageException(type + " is not read from JSON");
        };
    }

    private static Object simple(Type.Simple type, JsonNode node) {
        return switch (type) {
            case JSON -> node.toString();
            case VARBINARY -> bytes(node);
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : TextValues.parse(type, text(type, node));
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                node.isNumber() ? TextValues.integer(type, whole(node)) : TextValues.parse(type, text(type, node));
            case DOUBLE -> node.isNumber() ? (Object) node.doubleValue() : TextValues.parse(type, text(type, node));
            case REAL -> node.isNumber() ? (Object) node.floatValue() : TextValues.parse(type, text(type, node));
            default -> throw new CorruptMessageException(type + " is not read from JSON");
        };
    }

    private static long whole(JsonNode node) {
        try {
            return new BigDecimal(node.asText()).longValueExact();
        } catch (ArithmeticException e) {
            throw new CorruptMessageException(node + " is no whole number of 64 bits");
        }
    }

    private static String text(Type type, JsonNode node) {
        if (!node.isTextual()) {
            throw new CorruptMessageException("a value is no " + type);
        }
        return node.textValue();
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return Base64.getDecoder().decode(text(Type.Simple.VARBINARY, node));
        } catch (IllegalArgumentException e) {
            throw new CorruptMessageException("a value is not in base 64");
        }
    }

    private static List<@Nullable Object> array(Type element, JsonNode node) {
        if (!node.isArray()) {
            throw new CorruptMessageException("a value is no array");
        }
        List<@Nullable Object> values = new ArrayList<>(node.size());
        node.forEach(one -> values.add(of(element, one)));
        return values;
    }

    private static Map<String, @Nullable Object> map(Type value, JsonNode node) {
        if (!node.isObject()) {
            throw new CorruptMessageException("a value is no object");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), of(value, entry.getValue())));
        return values;
    }

    private static List<@Nullable Object> row(List<Type.Field> fields, JsonNode node) {
        if (!node.isObject()) {
            throw new CorruptMessageException("a value is no object");
        }
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Type.Field field : fields) {
            values.add(of(
                    field.type(), Objects.requireNonNull(node.path(field.name().orElseThrow()))));
        }
        return values;
    }
}
