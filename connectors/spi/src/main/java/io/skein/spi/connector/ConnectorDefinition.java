package io.skein.spi.connector;

import java.util.Map;

/** DDL. Each call is atomic. */
public interface ConnectorDefinition {
    void createSchema(String schema, Map<String, String> properties);

    /** Fails with SCHEMA_NOT_EMPTY when it holds tables or views, unless {@code cascade}. */
    void dropSchema(String schema, boolean cascade);

    /** Makes an empty table. */
    void createTable(TableMetadata table);

    void dropTable(TableHandle table);

    void renameTable(TableHandle table, SchemaTableName newName);

    /** Fails with {@link TableChange#unsupported()} where the source cannot. */
    void changeTable(TableHandle table, TableChange change);
}
