package io.skein.coordinator.conformance;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One catalog {@code c} of two schemas with three tables each, which notes what it is asked. */
final class AskedCatalogs implements CatalogMetadata {
    private static final List<String> SCHEMAS = List.of("one", "two");
    private static final List<String> TABLES = List.of("ab", "ac", "b");

    private final List<String> questions = new ArrayList<>();

    List<String> questions() {
        List<String> asked = List.copyOf(questions);
        questions.clear();
        return asked;
    }

    @Override
    public List<String> catalogs() {
        return List.of("c");
    }

    @Override
    public String connectorName(String catalog) {
        return "asked";
    }

    @Override
    public boolean catalogExists(String catalog) {
        return catalog.equals("c");
    }

    @Override
    public List<String> schemas(String catalog) {
        questions.add("schemas");
        return SCHEMAS;
    }

    @Override
    public boolean schemaExists(String catalog, String schema) {
        return SCHEMAS.contains(schema);
    }

    @Override
    public List<SchemaTableName> tables(String catalog, Optional<String> schema) {
        questions.add("tables of " + schema.orElse("all"));
        return SCHEMAS.stream()
                .filter(each -> schema.isEmpty() || schema.get().equals(each))
                .flatMap(each -> TABLES.stream().map(table -> new SchemaTableName(each, table)))
                .toList();
    }

    @Override
    public List<SchemaTableName> views(String catalog, Optional<String> schema) {
        return List.of();
    }

    @Override
    public Optional<ResolvedTable> table(String catalog, SchemaTableName name) {
        questions.add(name.toString());
        return SCHEMAS.contains(name.schema()) && TABLES.contains(name.table())
                ? Optional.of(new ResolvedTable(
                        new TableReference(catalog, new TableHandle(name, new byte[0])),
                        new TableMetadata(
                                name, List.of(ColumnMetadata.of("x", Type.Simple.BIGINT)), Map.of(), Optional.empty()),
                        false))
                : Optional.empty();
    }

    @Override
    public Optional<ViewDefinition> view(String catalog, SchemaTableName name) {
        return Optional.empty();
    }

    @Override
    public List<StoredFunction> functions(String catalog, String schema) {
        return List.of();
    }

    @Override
    public TableStatistics statistics(TableReference table, Constraint constraint) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RuntimeView runtime() {
        return RuntimeView.NOTHING;
    }
}
