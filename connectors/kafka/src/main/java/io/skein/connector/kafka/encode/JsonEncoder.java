package io.skein.connector.kafka.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.TemporalFormat;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON document with the fields where their mappings say. */
final class JsonEncoder implements MessageEncoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Column> columns;

    JsonEncoder(List<FieldDefinition> fields) {
        this.columns = fields.stream().map(JsonEncoder::column).toList();
    }

    private record Column(FieldDefinition field, String[] path, Optional<TemporalFormat> format) {}

    private static Column column(FieldDefinition field) {
        Optional<TemporalFormat> format = TemporalFormat.of(field);
        if (format.isEmpty() && field.dataFormat().isEmpty() && temporal(field.type())) {
            throw new IllegalArgumentException("column '" + field.name() + "' needs a dataFormat to be written");
        }
        return new Column(field, field.mapping().split("/"), format);
    }

    private static boolean temporal(Type type) {
        return type == Type.Simple.DATE
                || type instanceof Type.Time
                || type instanceof Type.Timestamp
                || type instanceof Type.TimestampWithTimeZone;
    }

    @Override
    public byte[] encode(@Nullable Object[] values) {
        ObjectNode document = JSON.createObjectNode();
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            ObjectNode parent = document;
            for (int step = 0; step < column.path().length - 1; step++) {
                parent = parent.withObjectProperty(column.path()[step]);
            }
            parent.set(column.path()[column.path().length - 1], node(column, values[i]));
        }
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static JsonNode node(Column column, @Nullable Object value) {
        return value != null && column.format().isPresent()
                ? TimeTexts.node(column.format().get(), value)
                : node(column.field().type(), value);
    }

    private static JsonNode node(Type type, @Nullable Object value) {
        if (type == Type.Simple.JSON && value instanceof String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("no JSON", e);
            }
        }
        return switch (type) {
            case Type.Array(Type element)
            when value instanceof List<?> elements -> {
                ArrayNode array = JSON.createArrayNode();
                elements.forEach(one -> array.add(node(element, one)));
                yield array;
            }
            case Type.MapOf map
            when value instanceof Map<?, ?> entries -> {
                ObjectNode object = JSON.createObjectNode();
                entries.forEach((key, one) -> object.set(String.valueOf(key), node(map.value(), one)));
                yield object;
            }
            case Type.Row(var fields)
            when value instanceof List<?> values -> {
                ObjectNode object = JSON.createObjectNode();
                for (int i = 0; i < fields.size(); i++) {
                    object.set(
                            fields.get(i).name().orElse("field" + i),
                            node(fields.get(i).type(), values.get(i)));
                }
                yield object;
            }
            default -> JSON.valueToTree(value);
        };
    }
}
