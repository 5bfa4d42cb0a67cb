package io.skein.connector.kafka.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables as JSON, for handles and splits. */
public final class TopicTableCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TopicTableCodec() {}

    public static ObjectNode encode(TopicTable table) {
        ObjectNode node = JSON.createObjectNode();
        node.put("schema", table.name().schema());
        node.put("table", table.name().table());
        node.put("topic", table.topic());
        node.set("key", encode(table.key()));
        node.set("message", encode(table.message()));
        return node;
    }

    public static TopicTable decode(JsonNode node) {
        return new TopicTable(
                new SchemaTableName(
                        node.get("schema").textValue(), node.get("table").textValue()),
                node.get("topic").textValue(),
                part(node.get("key")),
                part(node.get("message")));
    }

    /** The tree's bytes. */
    public static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #bytes} made. */
    public static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode encode(MessagePart part) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", part.format().name());
        node.put("schema", part.schema());
        node.put("messageType", part.messageType());
        node.put("framed", part.framed());
        ArrayNode fields = node.putArray("fields");
        for (FieldDefinition field : part.fields()) {
            ObjectNode one = fields.addObject();
            one.put("name", field.name());
            one.put("type", field.type().displayName());
            one.put("mapping", field.mapping());
            one.put("dataFormat", field.dataFormat());
            one.put("formatHint", field.formatHint());
            one.put("hidden", field.hidden());
            field.comment().ifPresent(comment -> one.put("comment", comment));
        }
        return node;
    }

    private static MessagePart part(JsonNode node) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (JsonNode field : node.get("fields")) {
            fields.add(new FieldDefinition(
                    field.get("name").textValue(),
                    TypeParser.parse(field.get("type").textValue()),
                    field.get("mapping").textValue(),
                    field.get("dataFormat").textValue(),
                    field.get("formatHint").textValue(),
                    field.get("hidden").booleanValue(),
                    Optional.ofNullable(field.path("comment").textValue())));
        }
        return new MessagePart(
                MessageFormat.valueOf(node.get("format").textValue()),
                node.get("schema").textValue(),
                node.get("messageType").textValue(),
                node.get("framed").booleanValue(),
                fields);
    }
}
