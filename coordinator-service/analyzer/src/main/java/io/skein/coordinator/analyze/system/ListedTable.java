package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.SchemaTableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table, a view or a virtual table of a catalog. Tables whose names a statement gives are looked up by them; otherwise the schemas that it gives are
 * listed, or all when it gives none.
 */
public record ListedTable(SchemaTableName name, boolean view) {
    /** Up to so many names looking them up is less than listing. */
    private static final int MOST_LOOKUPS = 100;

    /** Those that the restriction of the two columns lets pass. */
    public static List<ListedTable> of(
            CatalogMetadata metadata,
            String catalog,
            Restriction restriction,
            String schemaColumn,
            String tableColumn) {
        Optional<Set<String>> schemas = restriction.values(schemaColumn);
        Optional<Set<String>> tables = restriction.values(tableColumn);
        List<ListedTable> found = new ArrayList<>();
        if (tables.isPresent()) {
            Collection<String> within = schemas.<Collection<String>>map(given -> given)
                    .orElseGet(() -> InformationSchema.schemas(metadata, catalog));
            if (within.size() * tables.get().size() <= MOST_LOOKUPS) {
                within.stream()
                        .sorted()
                        .forEach(schema -> tables.get().stream()
                                .sorted()
                                .map(table -> new SchemaTableName(schema, table))
                                .forEach(name -> find(metadata, catalog, name).ifPresent(found::add)));
                return allowed(found, restriction, schemaColumn, tableColumn);
            }
        }
        schemas.ifPresentOrElse(
                given -> given.stream().sorted().forEach(schema -> list(metadata, catalog, Optional.of(schema), found)),
                () -> list(metadata, catalog, Optional.empty(), found));
        return allowed(found, restriction, schemaColumn, tableColumn);
    }

    private static List<ListedTable> allowed(
            List<ListedTable> found, Restriction restriction, String schemaColumn, String tableColumn) {
        return found.stream()
                .filter(table -> restriction.allows(schemaColumn, table.name().schema())
                        && restriction.allows(tableColumn, table.name().table()))
                .toList();
    }

    private static Optional<ListedTable> find(CatalogMetadata metadata, String catalog, SchemaTableName name) {
        if (VirtualTable.covers(new Tables.Name(catalog, name))) {
            return virtual(catalog).contains(name) ? Optional.of(new ListedTable(name, false)) : Optional.empty();
        }
        return metadata.table(catalog, name)
                .map(_ -> new ListedTable(name, false))
                .or(() -> metadata.view(catalog, name).map(_ -> new ListedTable(name, true)));
    }

    private static void list(
            CatalogMetadata metadata, String catalog, Optional<String> schema, List<ListedTable> found) {
        if (!catalog.equals(SystemCatalog.NAME) && !schema.equals(Optional.of(InformationSchema.NAME))) {
            Set<SchemaTableName> views = Set.copyOf(metadata.views(catalog, schema));
            metadata.tables(catalog, schema).forEach(name -> found.add(new ListedTable(name, views.contains(name))));
        }
        virtual(catalog).stream()
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .forEach(name -> found.add(new ListedTable(name, false)));
    }

    private static List<SchemaTableName> virtual(String catalog) {
        List<SchemaTableName> names =
                new ArrayList<>(catalog.equals(SystemCatalog.NAME) ? SystemCatalog.tables() : List.of());
        InformationSchema.tables().forEach(table -> names.add(new SchemaTableName(InformationSchema.NAME, table)));
        return names;
    }
}
