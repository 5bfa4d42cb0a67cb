package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The catalog {@code system}: what JDBC clients ask of metadata, the catalogs, and what runs. */
public final class SystemCatalog {
    public static final String NAME = "system";

    private static final String JDBC = "jdbc";
    private static final String METADATA = "metadata";
    private static final String RUNTIME = "runtime";

    private static final Map<String, List<VirtualTable.Column>> TABLES = definitions();

    private final CatalogMetadata metadata;

    public SystemCatalog(CatalogMetadata metadata) {
        this.metadata = metadata;
    }

    private static Map<String, List<VirtualTable.Column>> definitions() {
        Map<String, List<VirtualTable.Column>> tables = new LinkedHashMap<>();
        tables.put("catalogs", columns("catalog_name", "connector_id", "connector_name", "state", "failure"));
        tables.put("materialized_views", materializedViews());
        tables.put("table_comments", columns("catalog_name", "schema_name", "table_name", "comment"));
        for (String properties : List.of(
                "analyze_properties",
                "column_properties",
                "materialized_view_properties",
                "schema_properties",
                "table_properties")) {
            tables.put(properties, columns("catalog_name", "property_name", "default_value", "type", "description"));
        }
        return tables;
    }

    private static List<VirtualTable.Column> materializedViews() {
        List<VirtualTable.Column> columns = new ArrayList<>(columns(
                "catalog_name",
                "schema_name",
                "name",
                "storage_catalog",
                "storage_schema",
                "storage_table",
                "freshness"));
        columns.add(new VirtualTable.Column("last_fresh_time", new Type.TimestampWithTimeZone(9)));
        columns.addAll(columns("comment", "definition"));
        return columns;
    }

    private static List<VirtualTable.Column> columns(String... names) {
        return java.util.Arrays.stream(names).map(VirtualTable.Column::text).toList();
    }

    public static List<String> schemas() {
        return List.of(JDBC, METADATA, RUNTIME);
    }

    static List<SchemaTableName> tables() {
        List<SchemaTableName> tables = new ArrayList<>();
        JdbcMetadata.tables().stream().sorted().forEach(table -> tables.add(new SchemaTableName(JDBC, table)));
        TABLES.keySet().stream().sorted().forEach(table -> tables.add(new SchemaTableName(METADATA, table)));
        RuntimeTables.tables().forEach(table -> tables.add(new SchemaTableName(RUNTIME, table)));
        return tables;
    }

    /** All catalogs with this one. */
    public static List<String> catalogs(CatalogMetadata metadata) {
        List<String> catalogs = new ArrayList<>(metadata.catalogs());
        if (!catalogs.contains(NAME)) {
            catalogs.add(NAME);
        }
        catalogs.sort(null);
        return catalogs;
    }

    /** The visible columns of a table of any kind; none when there is no such table. */
    public static List<ColumnMetadata> columns(CatalogMetadata metadata, Tables.Name name) {
        if (VirtualTable.covers(name)) {
            return VirtualTable.find(metadata, name)
                    .map(table -> table.columns().stream()
                            .filter(column -> !column.hidden())
                            .map(column -> ColumnMetadata.of(column.name(), column.type()))
                            .toList())
                    .orElse(List.of());
        }
        return metadata.table(name.catalog(), name.table())
                .map(table -> table.metadata().columns().stream()
                        .filter(column -> !column.hidden())
                        .toList())
                .or(() -> metadata.view(name.catalog(), name.table()).map(SystemCatalog::columns))
                .or(() -> metadata.materializedView(name.catalog(), name.table())
                        .map(view -> columns(view.definition().view())))
                .orElse(List.of());
    }

    private static List<ColumnMetadata> columns(ViewDefinition view) {
        return view.columns().stream()
                .map(column -> new ColumnMetadata(
                        new ColumnHandle(column.name(), column.type(), OptionalInt.empty()),
                        true,
                        false,
                        column.comment()))
                .toList();
    }

    public Optional<VirtualTable> table(String schema, String table) {
        if (schema.equals(JDBC)) {
            return JdbcMetadata.find(metadata, table);
        }
        if (schema.equals(RUNTIME)) {
            return RuntimeTables.find(metadata.runtime(), table);
        }
        return Optional.ofNullable(TABLES.get(table))
                .filter(_ -> schema.equals(METADATA))
                .map(columns -> new VirtualTable(columns, restriction -> rows(table, restriction)));
    }

    private List<List<@Nullable Object>> rows(String table, Restriction restriction) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        switch (table) {
            case "catalogs" ->
                catalogs(metadata).forEach(catalog -> {
                    @Nullable String failure = metadata.catalogFailure(catalog).orElse(null);
                    rows.add(VirtualTable.row(
                            catalog, catalog, connectorName(catalog), failure == null ? "WORKING" : "BROKEN", failure));
                });
            case "materialized_views" ->
                metadata.catalogs().stream()
                        .filter(catalog -> restriction.allows("catalog_name", catalog))
                        .forEach(catalog -> rows.addAll(new MaterializedViewRows(metadata, catalog).rows(restriction)));
            case "table_comments" ->
                metadata.catalogs().stream()
                        .filter(catalog -> restriction.allows("catalog_name", catalog))
                        .forEach(catalog -> commentRows(catalog, restriction, rows));
            default -> {}
        }
        return rows;
    }

    private String connectorName(String catalog) {
        return catalog.equals(NAME) ? NAME : metadata.connectorName(catalog);
    }

    /** A catalog that does not answer is left out. */
    private void commentRows(String catalog, Restriction restriction, List<List<@Nullable Object>> rows) {
        List<ListedTable> tables;
        try {
            tables = ListedTable.of(metadata, catalog, restriction, "schema_name", "table_name");
        } catch (SkeinException unavailable) {
            return;
        }
        tables.stream()
                .map(ListedTable::name)
                .filter(table -> !VirtualTable.covers(new Tables.Name(catalog, table)))
                .forEach(table -> rows.add(VirtualTable.row(
                        catalog,
                        table.schema(),
                        table.table(),
                        comment(catalog, table).orElse(null))));
    }

    private Optional<String> comment(String catalog, SchemaTableName table) {
        return metadata.table(catalog, table)
                .map(resolved -> resolved.metadata().comment())
                .orElseGet(() -> metadata.view(catalog, table).flatMap(ViewDefinition::comment));
    }
}
