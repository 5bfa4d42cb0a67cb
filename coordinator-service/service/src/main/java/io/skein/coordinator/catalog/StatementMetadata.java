package io.skein.coordinator.catalog;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.ViewDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One statement's view of all catalogs; remembers every answer. */
final class StatementMetadata implements CatalogMetadata {
    private final CatalogClient client;
    private final CatalogCalls calls;
    private final RuntimeView runtime;
    private final Map<Object, Object> answers = new ConcurrentHashMap<>();

    StatementMetadata(CatalogClient client, CatalogCalls calls, RuntimeView runtime) {
        this.client = client;
        this.calls = calls;
        this.runtime = runtime;
    }

    @Override
    public List<String> catalogs() {
        return List.copyOf(connectors().keySet());
    }

    @Override
    public String connectorName(String catalog) {
        return connectors().getOrDefault(catalog, "");
    }

    private SortedMap<String, String> connectors() {
        return once(new Catalogs(), () -> client.catalogs(calls));
    }

    @Override
    public boolean catalogExists(String catalog) {
        return connectors().containsKey(catalog);
    }

    @Override
    public RuntimeView runtime() {
        return runtime;
    }

    @Override
    public List<String> schemas(String catalog) {
        return once(new Schemas(catalog), () -> client.schemas(calls, catalog));
    }

    @Override
    public boolean schemaExists(String catalog, String schema) {
        return schemas(catalog).contains(schema);
    }

    @Override
    public List<SchemaTableName> tables(String catalog, Optional<String> schema) {
        return listed(catalog, schema).all();
    }

    @Override
    public List<SchemaTableName> views(String catalog, Optional<String> schema) {
        return listed(catalog, schema).views();
    }

    private CatalogClient.Listed listed(String catalog, Optional<String> schema) {
        return once(new Tables(catalog, schema), () -> client.list(calls, catalog, schema));
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name) {
        return found(catalog, name).table();
    }

    @Override
    public Optional<ViewDefinition> view(String catalog, SchemaTableName name) {
        return found(catalog, name).view();
    }

    private CatalogClient.Found found(String catalog, SchemaTableName name) {
        return once(new Table(catalog, name), () -> client.find(calls, catalog, name));
    }

    @Override
    public TableStatistics statistics(TableReference table, Constraint constraint) {
        return once(new Statistics(table, constraint), () -> client.statistics(calls, table, constraint));
    }

    // A remote call inside computeIfAbsent would hold the map's bin lock; asking twice in a race is harmless, as the
    // first answer stays.
    @SuppressWarnings("unchecked")
    private <T> T once(Object question, Supplier<T> ask) {
        Object known = answers.get(question);
        if (known == null) {
            T answer = ask.get();
            known = answers.putIfAbsent(question, answer);
            return known == null ? answer : (T) known;
        }
        return (T) known;
    }

    private record Catalogs() {}

    private record Schemas(String catalog) {}

    private record Tables(String catalog, Optional<String> schema) {}

    private record Table(String catalog, SchemaTableName name) {}

    private record Statistics(TableReference table, Constraint constraint) {}
}
