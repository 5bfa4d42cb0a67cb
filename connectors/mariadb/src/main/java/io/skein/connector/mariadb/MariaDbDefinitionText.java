package io.skein.connector.mariadb;

import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.write.DefinitionText;
import io.skein.connector.sql.write.SqlDefinition;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** MariaDB's DDL. Each statement is atomic by itself, so that each change is one. */
record MariaDbDefinitionText(Flavor flavor, TypeMapping types, MariaDbDialect dialect) implements DefinitionText {
    private static final int MOST_NAME_CHARACTERS = 64;
    private static final String NO_COMMENT = "''";

    @Override
    public String connector() {
        return flavor.connector();
    }

    @Override
    public String checked(String name) {
        if (name.codePointCount(0, name.length()) > MOST_NAME_CHARACTERS) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Names there have at most " + MOST_NAME_CHARACTERS + " characters: '" + name + "'");
        }
        return name;
    }

    @Override
    public String createSchema(String schema) {
        return "CREATE DATABASE " + created(schema) + " CHARACTER SET utf8mb4";
    }

    /** The server itself drops what a database holds without being asked. */
    @Override
    public String dropSchema(RemoteSession session, String schema, boolean cascade) {
        boolean holds = session.run("SELECT 1 FROM information_schema.tables WHERE table_schema = "
                                + MariaDbText.quoted(schema) + " AND BINARY table_schema = BINARY "
                                + MariaDbText.quoted(schema) + " LIMIT 1")
                        .size()
                > 0;
        if (holds && !cascade) {
            throw SqlDefinition.notEmpty(schema, null);
        }
        return "DROP DATABASE " + dialect.quoted(schema);
    }

    @Override
    public boolean notEmpty(SkeinException failure) {
        return false;
    }

    @Override
    public String renameSchema(String schema, String newName) {
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support renaming schemas");
    }

    @Override
    public String createTable(RemoteTable name, TableMetadata table) {
        checked(name.table());
        return "CREATE TABLE " + dialect.name(name) + " ("
                + table.columns().stream().map(this::column).collect(Collectors.joining(", "))
                + ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                + table.comment()
                        .map(text -> " COMMENT = " + MariaDbText.quoted(text))
                        .orElse("");
    }

    @Override
    public String renameTable(RemoteTable table, String newName) {
        checked(newName);
        return "RENAME TABLE " + dialect.name(table) + " TO " + dialect.name(new RemoteTable(table.schema(), newName));
    }

    @Override
    public String change(RemoteSession session, RemoteQuery table, TableChange change) {
        String alter = "ALTER TABLE " + dialect.name(table.table()) + " ";
        return switch (change) {
            case TableChange.AddColumn(var column, var position) ->
                alter + "ADD COLUMN " + column(column) + position(table, position);
            case TableChange.DropColumn(String column) -> alter + "DROP COLUMN " + SqlDefinition.column(table, column);
            case TableChange.RenameColumn(String column, String newName) ->
                alter + "RENAME COLUMN " + SqlDefinition.column(table, column) + " TO " + created(newName);
            case TableChange.SetColumnType(String column, var type) ->
                alter + modify(session, table, column, known -> known.withType(types.declaration(type)));
            case TableChange.DropNotNull(String column) ->
                alter + modify(session, table, column, ColumnDefinition::nullable);
            case TableChange.SetComment(var comment) ->
                alter + "COMMENT = " + comment.map(MariaDbText::quoted).orElse(NO_COMMENT);
            case TableChange.SetColumnComment(String column, var comment) ->
                alter + modify(session, table, column, known -> known.withComment(comment.map(MariaDbText::quoted)));
            case TableChange.Truncate _ -> "TRUNCATE TABLE " + dialect.name(table.table());
            default -> throw change.unsupported();
        };
    }

    private static String position(RemoteQuery table, Position position) {
        return switch (position) {
            case Position.First _ -> " FIRST";
            case Position.After(String column) -> " AFTER " + SqlDefinition.column(table, column);
            case Position.Last _ -> "";
        };
    }

    private String modify(
            RemoteSession session, RemoteQuery table, String column, UnaryOperator<ColumnDefinition> change) {
        String quoted = SqlDefinition.column(table, column);
        String statement = session.run("SHOW CREATE TABLE " + dialect.name(table.table()))
                .iterator()
                .next()
                .getString(1);
        return "MODIFY COLUMN "
                + ColumnDefinition.find(statement, quoted)
                        .map(change)
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.COLUMN_NOT_FOUND, "Column '" + column + "' does not exist"));
    }

    /** NULL is said as well: older servers make a timestamp otherwise. */
    private String column(ColumnMetadata column) {
        return created(column.name()) + " " + types.declaration(column.type())
                + (column.nullable() ? " NULL" : " NOT NULL")
                + column.comment()
                        .map(text -> " COMMENT " + MariaDbText.quoted(text))
                        .orElse("");
    }

    private String created(String name) {
        return dialect.quoted(checked(name));
    }
}
