package io.skein.connector.kafka.table;

import io.skein.connector.kafka.client.Brokers;
import io.skein.spi.connector.SchemaTableName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalog's tables: those that are described, and topics that the catalog file names or its pattern matches. */
public record TopicTables(TableSettings settings, TableDefinitions definitions, Brokers brokers) {
    private static final Comparator<SchemaTableName> ORDER =
            Comparator.comparing(SchemaTableName::schema).thenComparing(SchemaTableName::table);

    /** All tables in order. */
    public List<SchemaTableName> names() {
        TreeMap<SchemaTableName, String> names = new TreeMap<>(ORDER);
        names.putAll(settings.named());
        names.putAll(matching());
        definitions.names().stream().filter(this::listed).forEach(name -> names.put(name, ""));
        return List.copyOf(names.keySet());
    }

    /** Definition files of tables that the catalog file does not name are none of the catalog's. */
    private boolean listed(SchemaTableName name) {
        return settings.supplier() == TableSettings.Supplier.CONFLUENT
                || settings.pattern().isPresent()
                || settings.named().containsKey(name);
    }

    public Optional<TopicTable> find(SchemaTableName name) {
        return (listed(name) ? definitions.find(name) : Optional.<TopicTable>empty())
                .or(() -> Optional.ofNullable(settings.named().get(name))
                        .or(() -> Optional.ofNullable(matching().get(name)))
                        .map(topic -> TopicTable.undefined(name, topic)));
    }

    private Map<SchemaTableName, String> matching() {
        TreeMap<SchemaTableName, String> found = new TreeMap<>(ORDER);
        settings.pattern()
                .ifPresent(pattern -> brokers.topics().stream()
                        .filter(topic -> pattern.matcher(topic).matches())
                        .sorted()
                        .forEach(topic -> found.putIfAbsent(settings.name(topic), topic)));
        return found;
    }
}
