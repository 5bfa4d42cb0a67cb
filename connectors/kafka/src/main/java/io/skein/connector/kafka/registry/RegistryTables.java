package io.skein.connector.kafka.registry;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.connector.kafka.table.TableDefinitions;
import io.skein.connector.kafka.table.TableSettings;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.spi.connector.SchemaTableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;

/** A table for each topic that has a subject: {@code TOPIC-value} for messages, {@code TOPIC-key} for keys. Columns are those of the latest schemas. */
public record RegistryTables(SchemaRegistry registry, TableSettings settings) implements TableDefinitions {
    private static final String KEY = "-key";
    private static final String VALUE = "-value";

    @Override
    public Set<SchemaTableName> names() {
        return topics().keySet();
    }

    @Override
    public Optional<TopicTable> find(SchemaTableName name) {
        return Optional.ofNullable(topics().get(name)).map(topic -> {
            MessagePart message = part(topic + VALUE, "value");
            MessagePart key = part(topic + KEY, "key");
            return new TopicTable(name, topic, renamed(key, message), message);
        });
    }

    /** Topics by their tables; those that the catalog file does not name are in the default schema. */
    private Map<SchemaTableName, String> topics() {
        Map<SchemaTableName, String> topics = new TreeMap<>(
                java.util.Comparator.comparing(SchemaTableName::schema).thenComparing(SchemaTableName::table));
        Set<String> found = registry.subjects().stream()
                .flatMap(RegistryTables::topic)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        settings.named().forEach((name, topic) -> {
            if (found.remove(topic)) {
                topics.put(name, topic);
            }
        });
        for (String topic : found) {
            topics.putIfAbsent(new SchemaTableName(settings.defaultSchema(), topic.toLowerCase(Locale.ENGLISH)), topic);
        }
        return topics;
    }

    private static Stream<String> topic(String subject) {
        return Stream.of(KEY, VALUE)
                .filter(subject::endsWith)
                .map(suffix -> subject.substring(0, subject.length() - suffix.length()))
                .filter(topic -> !topic.isEmpty());
    }

    private MessagePart part(String subject, String single) {
        try {
            return registry.latest(subject)
                    .map(schema -> switch (schema.type()) {
                        case "AVRO" -> AvroColumns.of(schema.text(), single);
                        case "PROTOBUF" -> ProtobufColumns.of(schema.text());
                        case "JSON" -> JsonSchemaColumns.of(schema.text());
                        default -> MessagePart.NONE;
                    })
                    .orElse(MessagePart.NONE);
        } catch (AvroRuntimeException | IllegalArgumentException e) {
            throw registry.unreadable(subject, e);
        }
    }

    /** The key's columns, which are called {@code key_NAME} where the message has one of that name. */
    private static MessagePart renamed(MessagePart key, MessagePart message) {
        Set<String> taken = message.fields().stream().map(FieldDefinition::name).collect(Collectors.toSet());
        List<FieldDefinition> fields = new ArrayList<>();
        for (FieldDefinition field : key.fields()) {
            String name = taken.contains(field.name()) ? "key_" + field.name() : field.name();
            fields.add(new FieldDefinition(
                    name,
                    field.type(),
                    field.mapping(),
                    field.dataFormat(),
                    field.formatHint(),
                    field.hidden(),
                    field.comment()));
        }
        return key.format() == MessageFormat.NONE
                ? key
                : new MessagePart(key.format(), key.schema(), key.messageType(), key.framed(), fields);
    }
}
