package io.skein.connector.kafka.decode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.TemporalFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON document; a field's mapping is the way to its value, names between slashes. */
final class JsonDecoder implements MessageDecoder {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final List<Column> columns;

    JsonDecoder(List<FieldDefinition> fields) {
        this.columns = fields.stream().map(JsonDecoder::column).toList();
    }

    /** @param format of times; empty for JSON's own values */
    private record Column(FieldDefinition field, String[] path, Optional<TemporalFormat> format) {}

    private static Column column(FieldDefinition field) {
        Optional<TemporalFormat> format = TemporalFormat.of(field);
        if (format.isEmpty() && !JsonValues.supports(field.type())) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' of type " + field.type() + " is not read from json");
        }
        return new Column(field, field.mapping().split("/"), format);
    }

    @Override
    public void decode(byte[] bytes, @Nullable Object[] values) {
        JsonNode document = document(bytes);
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            JsonNode node = document;
            for (String name : column.path()) {
                node = node.path(name);
            }
            values[i] = node.isMissingNode() || node.isNull() ? null : value(column, node);
        }
    }

    private static JsonNode document(byte[] bytes) {
        try {
            // No JSON begins with a zero, which a schema's id does.
            int start = Frame.begins(bytes) ? Frame.LENGTH : 0;
            JsonNode document = READER.readTree(bytes, start, bytes.length - start);
            if (document.isObject() || document.isArray()) {
                return document;
            }
            throw new CorruptMessageException("no JSON document");
        } catch (IOException e) {
            throw new CorruptMessageException("no JSON");
        }
    }

    private static @Nullable Object value(Column column, JsonNode node) {
        return column.format().isEmpty()
                ? JsonValues.of(column.field().type(), node)
                : Times.parse(column.format().get(), column.field().type(), node.asText());
    }
}
