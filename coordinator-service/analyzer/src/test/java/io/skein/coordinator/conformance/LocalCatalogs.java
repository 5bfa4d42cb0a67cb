package io.skein.coordinator.conformance;

import io.skein.connector.memory.MemoryConnectorFactory;
import io.skein.connector.tpcds.TpcdsConnectorFactory;
import io.skein.connector.tpch.TpchConnectorFactory;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalogs tpch, tpcds and memory, each a connector in this process. */
final class LocalCatalogs implements CatalogMetadata, AutoCloseable {
    private final Map<String, Connector> connectors = new TreeMap<>();

    LocalCatalogs() {
        connectors.put("tpch", new TpchConnectorFactory().create("tpch", Map.of()));
        connectors.put("tpcds", new TpcdsConnectorFactory().create("tpcds", Map.of()));
        connectors.put("memory", new MemoryConnectorFactory().create("memory", Map.of()));
    }

    Connector connector(String catalog) {
        return Optional.ofNullable(connectors.get(catalog)).orElseThrow();
    }

    @Override
    public List<String> catalogs() {
        return List.copyOf(connectors.keySet());
    }

    @Override
    public String connectorName(String catalog) {
        return catalog;
    }

    @Override
    public RuntimeView runtime() {
        return RuntimeView.NOTHING;
    }

    @Override
    public boolean catalogExists(String catalog) {
        return connectors.containsKey(catalog);
    }

    @Override
    public List<String> schemas(String catalog) {
        return connector(catalog).metadata().schemas();
    }

    @Override
    public boolean schemaExists(String catalog, String schema) {
        return schemas(catalog).contains(schema);
    }

    @Override
    public List<SchemaTableName> tables(String catalog, Optional<String> schema) {
        List<SchemaTableName> all = new ArrayList<>(views(catalog, schema));
        all.addAll(connector(catalog).metadata().tables(schema));
        return all;
    }

    @Override
    public List<SchemaTableName> views(String catalog, Optional<String> schema) {
        return connector(catalog).views().map(views -> views.views(schema)).orElse(List.of());
    }

    @Override
    public Optional<ViewDefinition> view(String catalog, SchemaTableName name) {
        return connector(catalog).views().flatMap(views -> views.view(name));
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name) {
        return connector(catalog)
                .metadata()
                .table(name)
                .map(handle -> new ResolvedTable(
                        new TableReference(catalog, handle),
                        connector(catalog).metadata().tableMetadata(handle),
                        connector(catalog).rowChanges().isPresent()));
    }

    @Override
    public List<Type> storedTypes(String catalog, List<Type> types) {
        return types.stream().map(connector(catalog).metadata()::storedType).toList();
    }

    @Override
    public List<StoredFunction> functions(String catalog, String schema) {
        return Optional.ofNullable(connectors.get(catalog))
                .flatMap(Connector::functions)
                .map(facet -> facet.functions(schema))
                .orElse(List.of());
    }

    @Override
    public TableStatistics statistics(TableReference table, Constraint constraint) {
        return connector(table.catalog()).metadata().statistics(table.handle(), constraint);
    }

    @Override
    public void close() {
        connectors.values().forEach(Connector::close);
    }
}
