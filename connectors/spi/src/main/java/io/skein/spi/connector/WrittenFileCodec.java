package io.skein.spi.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fragment of a {@link WrittenFile}: JSON in UTF-8. */
public final class WrittenFileCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenFileCodec() {}

    public static byte[] encode(WrittenFile file) {
        ObjectNode root = JSON.createObjectNode()
                .put("path", file.path())
                .put("rows", file.rows())
                .put("bytes", file.bytes());
        switch (file.content()) {
            case WrittenFile.Content.Data data -> {
                ArrayNode partition = root.putArray("partition");
                data.partition().forEach(value -> value.ifPresentOrElse(partition::add, partition::addNull));
            }
            case WrittenFile.Content.Deletes deletes -> root.put("deletes", deletes.file());
            case WrittenFile.Content.Vector vector ->
                root.put("vector", vector.file()).put("offset", vector.offset()).put("length", vector.length());
        }
        ObjectNode columns = root.putObject("columns");
        file.columns().forEach((name, column) -> {
            ObjectNode node = columns.putObject(name)
                    .put("values", column.values())
                    .put("nulls", column.nulls())
                    .put("bytes", column.bytes());
            column.minimum().ifPresent(minimum -> node.put("minimum", minimum));
            column.maximum().ifPresent(maximum -> node.put("maximum", maximum));
        });
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A fragment cannot be written", impossible);
        }
    }

    public static WrittenFile decode(byte[] fragment) {
        try {
            JsonNode root = JSON.readTree(fragment);
            Map<String, WrittenFile.Column> columns = new HashMap<>();
            root.required("columns")
                    .properties()
                    .forEach(entry -> columns.put(entry.getKey(), column(entry.getValue())));
            return new WrittenFile(
                    root.required("path").textValue(),
                    root.required("rows").longValue(),
                    root.required("bytes").longValue(),
                    columns,
                    content(root));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A fragment is no written file", malformed);
        }
    }

    private static WrittenFile.Content content(JsonNode root) {
        if (root.has("deletes")) {
            return new WrittenFile.Content.Deletes(root.required("deletes").textValue());
        }
        if (root.has("vector")) {
            return new WrittenFile.Content.Vector(
                    root.required("vector").textValue(),
                    root.required("offset").longValue(),
                    root.required("length").longValue());
        }
        List<Optional<String>> partition = new ArrayList<>();
        root.required("partition").forEach(value -> partition.add(Optional.ofNullable(value.textValue())));
        return new WrittenFile.Content.Data(partition);
    }

    private static WrittenFile.Column column(JsonNode node) {
        return new WrittenFile.Column(
                node.required("values").longValue(),
                node.required("nulls").longValue(),
                node.required("bytes").longValue(),
                Optional.ofNullable(node.get("minimum")).map(JsonNode::textValue),
                Optional.ofNullable(node.get("maximum")).map(JsonNode::textValue));
    }
}
