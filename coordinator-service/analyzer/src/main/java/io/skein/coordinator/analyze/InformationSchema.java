package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.PlanNode;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each catalog's {@code information_schema}: tables whose rows are in the plan, read from the catalog when the statement is planned. */
final class InformationSchema {
    static final String NAME = "information_schema";

    private static final Map<String, List<String>> COLUMNS = columns();

    private InformationSchema() {}

    private static Map<String, List<String>> columns() {
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

    /** The columns of one of its tables; none when there is no such table. */
    static List<Column> columns(String table) {
        return COLUMNS.getOrDefault(table, List.of()).stream()
                .map(name ->
                        new Column(name, name.equals("ordinal_position") ? Type.Simple.BIGINT : Type.Varchar.UNBOUNDED))
                .toList();
    }

    static RelationPlan table(
            PlanContext statement, Tables.Name name, Node node, QualifiedName written, QueryEnvironment environment) {
        List<Column> columns = columns(name.table().table());
        if (columns.isEmpty()) {
            throw Tables.missing(name, node);
        }
        List<Symbol> symbols = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            symbols.add(symbol);
            Field.Origin origin =
                    new Field.Origin(name.catalog(), NAME, name.table().table(), column.name());
            fields.add(new Field(Optional.of(column.name()), Optional.of(written), symbol, false, Optional.of(origin)));
        }
        List<List<Expression>> rows = rows(statement.metadata(), name).stream()
                .map(row -> constants(row, columns))
                .toList();
        return new RelationPlan(new PlanNode.Values(symbols, rows), new Scope(fields, environment.outer()));
    }

    private static List<Expression> constants(List<? extends @Nullable Object> row, List<Column> columns) {
        List<Expression> constants = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            constants.add(new Expression.Constant(row.get(i), columns.get(i).type()));
        }
        return constants;
    }

    private static List<List<@Nullable Object>> rows(CatalogMetadata metadata, Tables.Name name) {
        String catalog = name.catalog();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        switch (name.table().table()) {
            case "schemata" -> schemas(metadata, catalog).forEach(schema -> rows.add(row(catalog, schema)));
            case "tables" ->
                allTables(metadata, catalog)
                        .forEach(table -> rows.add(row(catalog, table.schema(), table.table(), "BASE TABLE")));
            case "columns" -> allTables(metadata, catalog).forEach(table -> columnRows(metadata, catalog, table, rows));
            default -> {}
        }
        return rows;
    }

    static List<String> schemas(CatalogMetadata metadata, String catalog) {
        List<String> schemas = new ArrayList<>(metadata.schemas(catalog));
        if (!schemas.contains(NAME)) {
            schemas.add(NAME);
        }
        schemas.sort(null);
        return schemas;
    }

    private static List<SchemaTableName> allTables(CatalogMetadata metadata, String catalog) {
        List<SchemaTableName> tables = new ArrayList<>(metadata.tables(catalog, Optional.empty()));
        tables().forEach(table -> tables.add(new SchemaTableName(NAME, table)));
        return tables;
    }

    private static void columnRows(
            CatalogMetadata metadata, String catalog, SchemaTableName table, List<List<@Nullable Object>> rows) {
        long position = 1;
        if (table.schema().equals(NAME)) {
            for (Column column : columns(table.table())) {
                rows.add(columnRow(catalog, table, column.name(), position++, "YES", column.type()));
            }
            return;
        }
        Optional<CatalogMetadata.ResolvedTable> resolved = metadata.table(catalog, table);
        for (ColumnMetadata column :
                resolved.map(each -> each.metadata().columns()).orElse(List.of())) {
            if (!column.hidden()) {
                rows.add(columnRow(
                        catalog, table, column.name(), position++, column.nullable() ? "YES" : "NO", column.type()));
            }
        }
    }

    private static List<@Nullable Object> columnRow(
            String catalog, SchemaTableName table, String column, long position, String nullable, Type type) {
        return row(catalog, table.schema(), table.table(), column, position, null, nullable, type.displayName());
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return java.util.Arrays.asList(values);
    }

    record Column(String name, Type type) {}
}
