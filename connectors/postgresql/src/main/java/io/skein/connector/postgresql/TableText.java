package io.skein.connector.postgresql;

import io.skein.connector.sql.client.RemoteFailures;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's DDL. Several statements in one message are a transaction. */
record TableText(TypeMapping types, PostgresDialect dialect) implements DefinitionText {
    private static final String DEPENDENT_OBJECTS = "2BP01";
    /** What is longer PostgreSQL would cut without a word. */
    private static final int MOST_NAME_BYTES = 63;

    @Override
    public String connector() {
        return "postgresql";
    }

    @Override
    public String createSchema(String schema) {
        return "CREATE SCHEMA " + created(schema);
    }

    @Override
    public String dropSchema(RemoteSession session, String schema, boolean cascade) {
        return "DROP SCHEMA " + dialect.quoted(schema) + (cascade ? " CASCADE" : "");
    }

    @Override
    public boolean notEmpty(SkeinException failure) {
        return RemoteFailures.state(failure).filter(DEPENDENT_OBJECTS::equals).isPresent();
    }

    @Override
    public String renameSchema(String schema, String newName) {
        return "ALTER SCHEMA " + dialect.quoted(schema) + " RENAME TO " + created(newName);
    }

    @Override
    public String createTable(RemoteTable name, TableMetadata table) {
        checked(name.table());
        List<String> columns = table.columns().stream().map(this::column).toList();
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + dialect.name(name) + " (" + String.join(", ", columns) + ")");
        table.comment().ifPresent(comment -> statements.add(comment(name, Optional.of(comment))));
        table.columns()
                .forEach(column -> column.comment()
                        .ifPresent(comment ->
                                statements.add(comment(name, dialect.quoted(column.name()), Optional.of(comment)))));
        return String.join("; ", statements);
    }

    @Override
    public String renameTable(RemoteTable table, String newName) {
        return "ALTER TABLE " + dialect.name(table) + " RENAME TO " + created(newName);
    }

    @Override
    public String change(RemoteSession session, RemoteQuery table, TableChange change) {
        String alter = "ALTER TABLE " + dialect.name(table.table()) + " ";
        return switch (change) {
            case TableChange.AddColumn(var column, Position.Last _) -> {
                String add = alter + "ADD COLUMN " + column(column);
                yield column.comment().isEmpty()
                        ? add
                        : add + "; " + comment(table.table(), dialect.quoted(column.name()), column.comment());
            }
            case TableChange.DropColumn(String column) -> alter + "DROP COLUMN " + SqlDefinition.column(table, column);
            case TableChange.RenameColumn(String column, String newName) ->
                alter + "RENAME COLUMN " + SqlDefinition.column(table, column) + " TO " + created(newName);
            case TableChange.SetColumnType(String column, var type) ->
                alter + "ALTER COLUMN " + SqlDefinition.column(table, column) + " TYPE " + types.declaration(type);
            case TableChange.DropNotNull(String column) ->
                alter + "ALTER COLUMN " + SqlDefinition.column(table, column) + " DROP NOT NULL";
            case TableChange.SetComment(var comment) -> comment(table.table(), comment);
            case TableChange.SetColumnComment(String column, var comment) ->
                comment(table.table(), SqlDefinition.column(table, column), comment);
            case TableChange.Truncate _ -> "TRUNCATE TABLE " + dialect.name(table.table());
            default -> throw change.unsupported();
        };
    }

    private String column(ColumnMetadata column) {
        return created(column.name()) + " " + types.declaration(column.type()) + (column.nullable() ? "" : " NOT NULL");
    }

    private String comment(RemoteTable table, Optional<String> comment) {
        return "COMMENT ON TABLE " + dialect.name(table) + " IS " + text(comment);
    }

    /** @param column quoted */
    private String comment(RemoteTable table, String column, Optional<String> comment) {
        return "COMMENT ON COLUMN " + dialect.name(table) + "." + column + " IS " + text(comment);
    }

    private static String text(Optional<String> comment) {
        return comment.map(PostgresDialect::text).orElse("NULL");
    }

    private String created(String name) {
        return dialect.quoted(checked(name));
    }

    @Override
    public String checked(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "PostgreSQL's names have at most " + MOST_NAME_BYTES + " bytes: '" + name + "'");
        }
        return name;
    }
}
