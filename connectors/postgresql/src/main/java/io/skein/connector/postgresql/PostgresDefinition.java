package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;

/** DDL. Each call is one message to the server, which runs it as a transaction. */
record PostgresDefinition(Database database, RemoteTables tables, TableText text) implements ConnectorDefinition {
    private static final String DEPENDENT_OBJECTS = "2BP01";

    PostgresDefinition(Database database, RemoteTables tables, TypeMapping types, PostgresDialect dialect) {
        this(database, tables, new TableText(types, dialect));
    }

    @Override
    public void createSchema(String schema, Map<String, String> properties) {
        properties.keySet().stream().sorted().findFirst().ifPresent(property -> {
            throw new SkeinException(
                    StandardErrorCode.INVALID_SCHEMA_PROPERTY,
                    "The postgresql connector has no schema property '" + property + "'");
        });
        if (tables.schema(schema).filter(found -> !found.equals(schema)).isPresent()) {
            throw new SkeinException(StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '" + schema + "' already exists");
        }
        run("CREATE SCHEMA " + quoted(TableText.checked(schema)));
    }

    @Override
    public void dropSchema(String schema, boolean cascade) {
        try {
            run("DROP SCHEMA " + quoted(remote(schema)) + (cascade ? " CASCADE" : ""));
        } catch (SkeinException failure) {
            if (RemoteFailures.state(failure).filter(DEPENDENT_OBJECTS::equals).isPresent()) {
                throw new SkeinException(
                        StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + schema + "'", failure);
            }
            throw failure;
        }
    }

    @Override
    public void renameSchema(String schema, String newName) {
        run("ALTER SCHEMA " + quoted(remote(schema)) + " RENAME TO " + quoted(TableText.checked(newName)));
    }

    @Override
    public void createTable(TableMetadata table) {
        if (tables.find(table.name()).isPresent()) {
            throw exists(table.name());
        }
        run(text.create(remote(table.name()), table));
    }

    @Override
    public void replaceTable(TableMetadata table) {
        throw replacing();
    }

    @Override
    public void dropTable(TableHandle table) {
        run("DROP TABLE " + name(table));
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
        run("ALTER TABLE " + name(table) + " RENAME TO " + quoted(TableText.checked(newName.table())));
    }

    @Override
    public void changeTable(TableHandle table, TableChange change) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        String alter = "ALTER TABLE " + name(table) + " ";
        run(
                switch (change) {
                    case TableChange.AddColumn(var column, Position.Last _) -> {
                        String add = alter + "ADD COLUMN " + text.column(column);
                        yield column.comment().isEmpty()
                                ? add
                                : add + "; " + text.comment(query.table(), quoted(column.name()), column.comment());
                    }
                    case TableChange.DropColumn(String column) -> alter + "DROP COLUMN " + column(query, column);
                    case TableChange.RenameColumn(String column, String newName) ->
                        alter + "RENAME COLUMN " + column(query, column) + " TO " + quoted(TableText.checked(newName));
                    case TableChange.SetColumnType(String column, var type) ->
                        alter + "ALTER COLUMN " + column(query, column) + " TYPE "
                                + text.types().declaration(type);
                    case TableChange.DropNotNull(String column) ->
                        alter + "ALTER COLUMN " + column(query, column) + " DROP NOT NULL";
                    case TableChange.SetComment(var comment) -> text.comment(query.table(), comment);
                    case TableChange.SetColumnComment(String column, var comment) ->
                        text.comment(query.table(), column(query, column), comment);
                    case TableChange.Truncate _ -> "TRUNCATE TABLE " + name(table);
                    default -> throw change.unsupported();
                });
    }

    /** The column as its table has it, quoted. */
    private static String column(RemoteQuery query, String name) {
        return query.column(name)
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.COLUMN_NOT_FOUND, "Column '" + name + "' does not exist"))
                .expression();
    }

    private void run(String statements) {
        database.use(session -> session.run(statements));
    }

    private String quoted(String name) {
        return text.dialect().quoted(name);
    }

    private String name(TableHandle table) {
        return text.dialect().name(RemoteQueryCodec.decode(table.data()).table());
    }

    private RemoteTable remote(SchemaTableName name) {
        return new RemoteTable(remote(name.schema()), name.table());
    }

    private String remote(String schema) {
        return tables.schema(schema)
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist"));
    }

    static SkeinException exists(SchemaTableName name) {
        return new SkeinException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + name + "' already exists");
    }

    static SkeinException replacing() {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support replacing tables");
    }
}
