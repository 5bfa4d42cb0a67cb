package io.skein.connector.kafka.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.connector.kafka.client.KafkaErrorCode;
import io.skein.connector.kafka.client.KafkaFailures;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trino's table definition files, read anew for each question.
 *
 * @param framed whether Avro and Protobuf messages begin with a schema's id, as those of a registry's users do
 */
public record DefinitionFiles(Path directory, String defaultSchema, boolean framed, KafkaFailures failures)
        implements TableDefinitions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Set<SchemaTableName> names() {
        return read().keySet();
    }

    @Override
    public Optional<TopicTable> find(SchemaTableName name) {
        return Optional.ofNullable(read().get(name));
    }

    private Map<SchemaTableName, TopicTable> read() {
        Map<SchemaTableName, TopicTable> tables = new LinkedHashMap<>();
        if (!Files.isDirectory(directory)) {
            return tables;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                TopicTable table = table(file);
                if (tables.putIfAbsent(table.name(), table) != null) {
                    throw bad(file, "defines " + table.name() + ", which another file does as well", null);
                }
            }
        } catch (IOException e) {
            throw failures.failure(
                    KafkaErrorCode.KAFKA_SCHEMA_ERROR,
                    "the directory '" + directory + "' of table definitions cannot be read",
                    e);
        }
        return tables;
    }

    private TopicTable table(Path file) {
        try {
            JsonNode node = JSON.readTree(file.toFile());
            String table = text(node, "tableName");
            String schema = node.path("schemaName").asText(defaultSchema);
            return new TopicTable(
                    new SchemaTableName(schema.toLowerCase(Locale.ENGLISH), table.toLowerCase(Locale.ENGLISH)),
                    text(node, "topicName"),
                    part(node.path("key")),
                    part(node.path("message")));
        } catch (IOException | IllegalArgumentException e) {
            throw bad(file, "is not a table definition: " + e.getMessage(), e);
        }
    }

    private MessagePart part(JsonNode node) throws IOException {
        if (node.isMissingNode() || node.isNull()) {
            return MessagePart.NONE;
        }
        MessageFormat format = format(text(node, "dataFormat"));
        List<FieldDefinition> fields = new ArrayList<>();
        for (JsonNode field : node.path("fields")) {
            fields.add(field(field));
        }
        String schema = node.path("dataSchema").asText("");
        boolean described = format == MessageFormat.AVRO || format == MessageFormat.PROTOBUF;
        if (described && schema.isEmpty()) {
            throw new IllegalArgumentException("'dataSchema' is missing");
        }
        return new MessagePart(
                format, described ? Files.readString(Path.of(schema)) : "", "", described && framed, fields);
    }

    private static MessageFormat format(String name) {
        return switch (name.toLowerCase(Locale.ENGLISH)) {
            case "raw" -> MessageFormat.RAW;
            case "json" -> MessageFormat.JSON;
            case "csv" -> MessageFormat.CSV;
            case "avro" -> MessageFormat.AVRO;
            case "protobuf" -> MessageFormat.PROTOBUF;
            default -> throw new IllegalArgumentException("'" + name + "' is no format of messages");
        };
    }

    private static FieldDefinition field(JsonNode node) {
        String name = text(node, "name").toLowerCase(Locale.ENGLISH);
        Type type = TypeParser.parse(text(node, "type"));
        return new FieldDefinition(
                name,
                type,
                node.path("mapping").asText(name),
                node.path("dataFormat").asText(""),
                node.path("formatHint").asText(""),
                node.path("hidden").asBoolean(false),
                Optional.ofNullable(node.path("comment").textValue()));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value.textValue();
    }

    private RuntimeException bad(Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        return failures.failure(
                KafkaErrorCode.KAFKA_SCHEMA_ERROR, "the file '" + file.getFileName() + "' " + what, cause);
    }
}
