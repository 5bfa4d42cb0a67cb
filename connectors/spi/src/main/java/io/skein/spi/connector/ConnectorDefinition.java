package io.skein.spi.connector;

import java.util.Map;

/** DDL. Each call is atomic. */
public interface ConnectorDefinition {
    void createSchema(String schema, Map<String, String> properties);

    /** Fails with SCHEMA_NOT_EMPTY when it holds tables or views, unless {@code cascade}. */
    void dropSchema(String schema, boolean cascade);

    /** Fails with NOT_SUPPORTED where the source cannot. */
    void renameSchema(String schema, String newName);

    /** Makes an empty table. */
    void createTable(TableMetadata table);

    /** Makes an empty table, which takes the place of the table of that name if there is one. Fails with NOT_SUPPORTED where the source cannot. */
    void replaceTable(TableMetadata table);

    void dropTable(TableHandle table);

    void renameTable(TableHandle table, SchemaTableName newName);

    /** Fails with {@link TableChange#unsupported()} where the source cannot. */
    void changeTable(TableHandle table, TableChange change);
}
