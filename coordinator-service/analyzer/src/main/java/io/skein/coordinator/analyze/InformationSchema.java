package io.skein.coordinator.analyze;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catalog's {@code information_schema}. */
final class InformationSchema {
    static final String NAME = "information_schema";

    private static final Map<String, List<String>> COLUMNS = definitions();

    private final CatalogMetadata metadata;
    private final String catalog;

    InformationSchema(CatalogMetadata metadata, String catalog) {
        this.metadata = metadata;
        this.catalog = catalog;
    }

    private static Map<String, List<String>> definitions() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("applicable_roles", List.of("grantee", "grantee_type", "role_name", "is_grantable"));
        columns.put(
                "columns",
                List.of(
                        "table_catalog",
                        "table_schema",
                        "table_name",
                        "column_name",
                        "ordinal_position",
                        "column_default",
                        "is_nullable",
                        "data_type"));
        columns.put("enabled_roles", List.of("role_name"));
        columns.put("roles", List.of("role_name"));
        columns.put("schemata", List.of("catalog_name", "schema_name"));
        columns.put(
                "table_privileges",
                List.of(
                        "grantor",
                        "grantor_type",
                        "grantee",
                        "grantee_type",
                        "table_catalog",
                        "table_schema",
                        "table_name",
                        "privilege_type",
                        "is_grantable",
                        "with_hierarchy"));
        columns.put("tables", List.of("table_catalog", "table_schema", "table_name", "table_type"));
        columns.put("views", List.of("table_catalog", "table_schema", "table_name", "view_definition"));
        return columns;
    }

    static List<String> tables() {
        return List.copyOf(COLUMNS.keySet());
    }

    /** The catalog's schemas and this one. */
    static List<String> schemas(CatalogMetadata metadata, String catalog) {
        List<String> schemas = new ArrayList<>(
                catalog.equals(SystemCatalog.NAME) ? SystemCatalog.schemas() : metadata.schemas(catalog));
        if (!schemas.contains(NAME)) {
            schemas.add(NAME);
        }
        schemas.sort(null);
        return schemas;
    }

    Optional<VirtualTable> table(String name) {
        return Optional.ofNullable(COLUMNS.get(name))
                .map(columns -> new VirtualTable(
                        columns.stream().map(InformationSchema::column).toList(),
                        restriction -> rows(name, restriction)));
    }

    private static VirtualTable.Column column(String name) {
        return name.equals("ordinal_position")
                ? new VirtualTable.Column(name, Type.Simple.BIGINT)
                : VirtualTable.Column.text(name);
    }

    private List<List<@Nullable Object>> rows(String table, Restriction restriction) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        switch (table) {
            case "schemata" ->
                schemas(metadata, catalog).forEach(schema -> rows.add(VirtualTable.row(catalog, schema)));
            case "tables" -> {
                Set<SchemaTableName> views = Set.copyOf(views(metadata, catalog, restriction.value("table_schema")));
                listed(restriction)
                        .forEach(each -> rows.add(VirtualTable.row(
                                catalog, each.schema(), each.table(), views.contains(each) ? "VIEW" : "BASE TABLE")));
            }
            case "views" ->
                allowed(views(metadata, catalog, restriction.value("table_schema")), restriction)
                        .forEach(each -> viewRow(each, rows));
            case "columns" -> listed(restriction).forEach(each -> columnRows(each, rows));
            default -> {}
        }
        return rows;
    }

    private List<SchemaTableName> listed(Restriction restriction) {
        return allowed(allTables(metadata, catalog, restriction.value("table_schema")), restriction);
    }

    private static List<SchemaTableName> allowed(List<SchemaTableName> all, Restriction restriction) {
        return all.stream()
                .filter(table -> restriction.allows("table_schema", table.schema())
                        && restriction.allows("table_name", table.table()))
                .toList();
    }

    /** The catalog's tables and views, of one schema or of all, and the tables of its information schema. */
    static List<SchemaTableName> allTables(CatalogMetadata metadata, String catalog, Optional<String> schema) {
        List<SchemaTableName> tables = new ArrayList<>(
                catalog.equals(SystemCatalog.NAME) ? SystemCatalog.tables() : metadata.tables(catalog, schema));
        tables().forEach(table -> tables.add(new SchemaTableName(NAME, table)));
        return tables;
    }

    /** The catalog's views, of one schema or of all. */
    static List<SchemaTableName> views(CatalogMetadata metadata, String catalog, Optional<String> schema) {
        return catalog.equals(SystemCatalog.NAME) ? List.of() : metadata.views(catalog, schema);
    }

    private void viewRow(SchemaTableName view, List<List<@Nullable Object>> rows) {
        metadata.view(catalog, view)
                .ifPresent(definition ->
                        rows.add(VirtualTable.row(catalog, view.schema(), view.table(), definition.sql())));
    }

    private void columnRows(SchemaTableName table, List<List<@Nullable Object>> rows) {
        long position = 1;
        for (ColumnMetadata column : SystemCatalog.columns(metadata, new Tables.Name(catalog, table))) {
            rows.add(VirtualTable.row(
                    catalog,
                    table.schema(),
                    table.table(),
                    column.name(),
                    position++,
                    null,
                    column.nullable() ? "YES" : "NO",
                    column.type().displayName()));
        }
    }
}
