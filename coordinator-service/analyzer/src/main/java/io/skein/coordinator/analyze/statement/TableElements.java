package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.TypeReader;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.ColumnDefinition;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.LikeClause;
import io.trino.sql.tree.TableElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What stands between the parentheses of CREATE TABLE: columns, and the tables that it is like. */
final class TableElements {
    private final Tables tables;
    private final CreateTable create;
    private final String catalog;
    private final List<ColumnMetadata> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> inherited = new java.util.HashMap<>();
    private boolean including;

    TableElements(PlanContext statement, CreateTable create, String catalog) {
        this.tables = new Tables(statement);
        this.create = create;
        this.catalog = catalog;
        create.getElements().forEach(this::add);
    }

    List<ColumnMetadata> columns() {
        return columns;
    }

    /** The WITH clause's, and what LIKE ... INCLUDING PROPERTIES adds to them. */
    Map<String, String> properties() {
        Map<String, String> properties = new java.util.HashMap<>(inherited);
        properties.putAll(DefinitionPlanner.properties(create.getProperties()));
        return properties;
    }

    private void add(TableElement element) {
        switch (element) {
            case ColumnDefinition column -> {
                if (column.getName().getParts().size() > 1) {
                    throw Errors.notSupported(create, "Column name '" + column.getName() + "' must not be qualified");
                }
                add(element, column(column));
            }
            case LikeClause like -> like(like);
            default -> throw Errors.notSupported(element, "Table element not supported: " + element);
        }
    }

    private void add(TableElement element, ColumnMetadata column) {
        if (!names.add(column.name())) {
            throw Errors.at(
                    element,
                    StandardErrorCode.DUPLICATE_COLUMN_NAME,
                    "Column name '%s' specified more than once",
                    column.name());
        }
        columns.add(column);
    }

    static ColumnMetadata column(ColumnDefinition definition) {
        String name = definition.getName().getSuffix().toLowerCase(Locale.ENGLISH);
        Type type = TypeReader.read(definition.getType())
                .orElseThrow(() -> Errors.at(
                        definition,
                        StandardErrorCode.TYPE_NOT_FOUND,
                        "Unknown type '%s' for column '%s'",
                        TypeReader.text(definition.getType()),
                        name));
        if (type == Type.Simple.UNKNOWN) {
            throw Errors.at(
                    definition, StandardErrorCode.COLUMN_TYPE_UNKNOWN, "Unknown type 'unknown' for column '%s'", name);
        }
        if (!definition.getProperties().isEmpty()) {
            throw Errors.notSupported(definition, "Column properties are not supported");
        }
        return new ColumnMetadata(
                new ColumnHandle(name, type, OptionalInt.empty()),
                definition.isNullable(),
                false,
                definition.getComment());
    }

    private void like(LikeClause like) {
        Tables.Name name = tables.name(like.getTableName(), create);
        if (!tables.catalogExists(name.catalog())) {
            throw Errors.at(
                    create, StandardErrorCode.CATALOG_NOT_FOUND, "LIKE table catalog '%s' not found", name.catalog());
        }
        TableMetadata table = tables.find(name)
                .orElseThrow(() ->
                        Errors.at(create, StandardErrorCode.TABLE_NOT_FOUND, "LIKE table '%s' does not exist", name))
                .metadata();
        if (like.getPropertiesOption()
                .filter(LikeClause.PropertiesOption.INCLUDING::equals)
                .isPresent()) {
            inherit(name, table);
        }
        for (ColumnMetadata column : table.columns()) {
            if (!column.hidden()) {
                ColumnHandle handle = new ColumnHandle(column.name(), column.type(), OptionalInt.empty());
                add(like, new ColumnMetadata(handle, column.nullable(), false, column.comment()));
            }
        }
    }

    private void inherit(Tables.Name name, TableMetadata table) {
        if (!name.catalog().equals(catalog)) {
            throw Errors.notSupported(
                    create, "CREATE TABLE LIKE table INCLUDING PROPERTIES across catalogs is not supported");
        }
        if (including) {
            throw Errors.notSupported(create, "Only one LIKE clause can specify INCLUDING PROPERTIES");
        }
        including = true;
        inherited.putAll(table.properties());
    }
}
