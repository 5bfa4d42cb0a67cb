package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalog's {@code information_schema}. */
public final class InformationSchema {
    public static final String NAME = "information_schema";

    private static final Map<String, List<String>> COLUMNS = definitions();

    private final CatalogMetadata metadata;
    private final String catalog;

    public InformationSchema(CatalogMetadata metadata, String catalog) {
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
                        "data_type",
                        "comment",
                        "extra_info"));
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
    public static List<String> schemas(CatalogMetadata metadata, String catalog) {
        List<String> schemas = new ArrayList<>(
                catalog.equals(SystemCatalog.NAME) ? SystemCatalog.schemas() : metadata.schemas(catalog));
        if (!schemas.contains(NAME)) {
            schemas.add(NAME);
        }
        schemas.sort(null);
        return schemas;
    }

    public Optional<VirtualTable> table(String name) {
        return Optional.ofNullable(COLUMNS.get(name))
                .map(columns -> new VirtualTable(
                        columns.stream().map(InformationSchema::column).toList(),
                        restriction -> rows(name, restriction)));
    }

    private static VirtualTable.Column column(String name) {
        return switch (name) {
            case "ordinal_position" -> new VirtualTable.Column(name, Type.Simple.BIGINT);
            case "comment", "extra_info" -> VirtualTable.Column.hidden(name);
            default -> VirtualTable.Column.text(name);
        };
    }

    private List<List<@Nullable Object>> rows(String table, Restriction restriction) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (!restriction.allows("table_catalog", catalog) || !restriction.allows("catalog_name", catalog)) {
            return rows;
        }
        switch (table) {
            case "schemata" ->
                schemas(metadata, catalog).stream()
                        .filter(schema -> restriction.allows("schema_name", schema))
                        .forEach(schema -> rows.add(VirtualTable.row(catalog, schema)));
            case "tables" -> listed(restriction).forEach(each -> tableRow(each, rows));
            case "views" ->
                listed(restriction).stream().filter(ListedTable::view).forEach(each -> viewRow(each.name(), rows));
            case "columns" -> listed(restriction).forEach(each -> columnRows(each.name(), rows));
            default -> {}
        }
        return rows;
    }

    private List<ListedTable> listed(Restriction restriction) {
        return ListedTable.of(metadata, catalog, restriction, "table_schema", "table_name");
    }

    private void tableRow(ListedTable table, List<List<@Nullable Object>> rows) {
        rows.add(VirtualTable.row(
                catalog, table.name().schema(), table.name().table(), table.view() ? "VIEW" : "BASE TABLE"));
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
                    column.type().displayName(),
                    column.comment().orElse(null),
                    null));
        }
    }
}
