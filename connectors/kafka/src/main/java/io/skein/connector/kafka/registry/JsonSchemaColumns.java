package io.skein.connector.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Columns for the properties of a JSON Schema; what it does not tell the type of is JSON. */
final class JsonSchemaColumns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonSchemaColumns() {}

    static MessagePart of(String text) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property :
                parse(text).path("properties").properties()) {
            fields.add(new FieldDefinition(
                    property.getKey().toLowerCase(Locale.ENGLISH),
                    type(property.getValue()),
                    property.getKey(),
                    "",
                    "",
                    false,
                    Optional.ofNullable(property.getValue().path("description").textValue())));
        }
        return new MessagePart(MessageFormat.JSON, "", "", true, fields);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("a schema is no JSON", e);
        }
    }

    private static Type type(JsonNode schema) {
        return switch (name(schema)) {
            case "string" -> Type.Varchar.UNBOUNDED;
            case "integer" -> Type.Simple.BIGINT;
            case "number" -> Type.Simple.DOUBLE;
            case "boolean" -> Type.Simple.BOOLEAN;
            case "array" -> new Type.Array(type(schema.path("items")));
            case "object" -> object(schema);
            default -> Type.Simple.JSON;
        };
    }

    /** The one type besides null. */
    private static String name(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> names = new ArrayList<>();
        if (type.isTextual()) {
            names.add(type.textValue());
        }
        type.forEach(one -> names.add(one.asText()));
        names.remove("null");
        return names.size() == 1 ? names.getFirst() : "";
    }

    private static Type object(JsonNode schema) {
        List<Type.Field> fields = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        fields.add(new Type.Field(Optional.of(property.getKey()), type(property.getValue()))));
        return fields.isEmpty() ? Type.Simple.JSON : new Type.Row(fields);
    }
}
