package io.skein.coordinator.testing;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.ViewDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Metadata that knows how many rows each table has, and nothing else. */
public record TableSizes(Map<String, Double> rows) implements CatalogMetadata {
    @Override
    public String connectorName(String catalog) {
        return catalog;
    }

    @Override
    public Duration dynamicFilterWait(String catalog) {
        return Duration.ofSeconds(1);
    }

    @Override
    public RuntimeView runtime() {
        return RuntimeView.NOTHING;
    }

    @Override
    public List<SchemaTableName> views(String catalog, Optional<String> schema) {
        return List.of();
    }

    @Override
    public Optional<ViewDefinition> view(String catalog, SchemaTableName name) {
        return Optional.empty();
    }

    @Override
    public List<String> catalogs() {
        return List.of("test");
    }

    @Override
    public boolean catalogExists(String catalog) {
        return catalog.equals("test");
    }

    @Override
    public List<String> schemas(String catalog) {
        return List.of("s");
    }

    @Override
    public boolean schemaExists(String catalog, String schema) {
        return schema.equals("s");
    }

    @Override
    public List<SchemaTableName> tables(String catalog, Optional<String> schema) {
        return List.of();
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name) {
        return Optional.empty();
    }

    @Override
    public List<StoredFunction> functions(String catalog, String schema) {
        return List.of();
    }

    @Override
    public TableStatistics statistics(TableReference table, Constraint constraint) {
        Double count = rows.get(table.handle().name().table());
        return count == null ? TableStatistics.UNKNOWN : new TableStatistics(OptionalDouble.of(count), Map.of());
    }
}
