package io.skein.connector.memory;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.ArrowTypes;
import java.util.List;
import java.util.Map;

/** Changes the store. Neither schemas nor tables have properties. */
record MemoryDefinition(MemoryStore store) implements ConnectorDefinition {
    @Override
    public void createSchema(String schema, Map<String, String> properties) {
        refuseAny(StandardErrorCode.INVALID_SCHEMA_PROPERTY, "schema", properties);
        store.createSchema(schema);
    }

    @Override
    public void dropSchema(String schema, boolean cascade) {
        store.dropSchema(schema, cascade);
    }

    @Override
    public void renameSchema(String schema, String newName) {
        store.renameSchema(schema, newName);
    }

    @Override
    public void createTable(TableMetadata table) {
        checkStorable(table);
        store.create(table, List.of());
    }

    @Override
    public void replaceTable(TableMetadata table) {
        throw replacing();
    }

    @Override
    public void dropTable(TableHandle table) {
        store.drop(store.get(Handles.id(table), table.name()).id());
    }

    @Override
    public void renameTable(TableHandle table, SchemaTableName newName) {
        store.rename(Handles.id(table), table.name(), newName);
    }

    @Override
    public void changeTable(TableHandle table, TableChange change) {
        if (change instanceof TableChange.AddColumn(ColumnMetadata column, Position.Last _)) {
            ArrowTypes.field(column.name(), column.type());
        }
        store.change(Handles.id(table), table.name(), change);
    }

    static SkeinException replacing() {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support replacing tables");
    }

    /** Fails on properties and on types that have no Arrow form. */
    static void checkStorable(TableMetadata table) {
        refuseAny(StandardErrorCode.INVALID_TABLE_PROPERTY, "table", table.properties());
        table.columns().forEach(column -> ArrowTypes.field(column.name(), column.type()));
    }

    private static void refuseAny(StandardErrorCode code, String kind, Map<String, String> properties) {
        properties.keySet().stream().sorted().findFirst().ifPresent(name -> {
            throw new SkeinException(code, "The memory connector has no " + kind + " property '" + name + "'");
        });
    }
}
