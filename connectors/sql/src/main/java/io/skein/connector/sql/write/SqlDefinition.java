package io.skein.connector.sql.write;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DDL in a database's words. */
public record SqlDefinition(Database database, RemoteTables tables, SqlDialect dialect, DefinitionText text)
        implements ConnectorDefinition {
    @Override
    public void createSchema(String schema, Map<String, String> properties) {
        refuse(properties, "schema", StandardErrorCode.INVALID_SCHEMA_PROPERTY);
        if (tables.schema(schema).filter(found -> !found.equals(schema)).isPresent()) {
            throw new SkeinException(StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '" + schema + "' already exists");
        }
        run(text.createSchema(schema));
    }

    @Override
    public void dropSchema(String schema, boolean cascade) {
        String remote = tables.existingSchema(schema);
        try {
            database.use(session -> session.run(text.dropSchema(session, remote, cascade)));
        } catch (SkeinException failure) {
            throw text.notEmpty(failure) ? notEmpty(schema, failure) : failure;
        }
    }

    @Override
    public void renameSchema(String schema, String newName) {
        run(text.renameSchema(tables.existingSchema(schema), newName));
    }

    @Override
    public void createTable(TableMetadata table) {
        checkNew(table);
        run(text.createTable(new RemoteTable(remoteSchema(table), table.name().table()), table));
    }

    /** That a table can be made: its name is free, and it has no properties. */
    void checkNew(TableMetadata table) {
        if (tables.find(table.name()).isPresent()) {
            throw exists(table.name());
        }
        refuse(table.properties(), "table", StandardErrorCode.INVALID_TABLE_PROPERTY);
    }

    String remoteSchema(TableMetadata table) {
        return tables.existingSchema(table.name().schema());
    }

    @Override
    public void replaceTable(TableMetadata table) {
        throw replacing();
    }

    @Override
    public void dropTable(TableHandle table) {
        run("DROP TABLE " + dialect.name(query(table).table()));
    }

    @Override
    public void renameTable(TableHandle table, SchemaTableName newName) {
        if (!newName.schema().equals(table.name().schema())) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "This connector does not support renaming tables across schemas");
        }
        if (tables.find(newName).isPresent()) {
            throw exists(newName);
        }
        run(text.renameTable(query(table).table(), newName.table()));
    }

    @Override
    public void changeTable(TableHandle table, TableChange change) {
        database.use(session -> session.run(text.change(session, query(table), change)));
    }

    private void refuse(Map<String, String> properties, String of, StandardErrorCode code) {
        properties.keySet().stream().sorted().findFirst().ifPresent(property -> {
            throw new SkeinException(
                    code, "The " + text.connector() + " connector has no " + of + " property '" + property + "'");
        });
    }

    /** The column as its table has it, quoted. */
    public static String column(RemoteQuery table, String name) {
        return table.column(name)
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.COLUMN_NOT_FOUND, "Column '" + name + "' does not exist"))
                .expression();
    }

    private void run(String statements) {
        database.use(session -> session.run(statements));
    }

    private static RemoteQuery query(TableHandle table) {
        return RemoteQueryCodec.decode(table.data());
    }

    /** The refusal to drop a schema that holds something. */
    public static SkeinException notEmpty(String schema, @Nullable SkeinException cause) {
        return new SkeinException(
                StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + schema + "'", cause);
    }

    private static SkeinException exists(SchemaTableName name) {
        return new SkeinException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + name + "' already exists");
    }

    static SkeinException replacing() {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support replacing tables");
    }
}
