package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Writes: sinks fill a staging table, each in a transaction; finish moves its rows, or the table itself, in one more. */
record PostgresWrite(Database database, RemoteTables tables, TableText text) implements ConnectorWrite {
    PostgresWrite(Database database, RemoteTables tables, TypeMapping types, PostgresDialect dialect) {
        this(database, tables, new TableText(types, dialect));
    }

    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        if (replace) {
            throw PostgresDefinition.replacing();
        }
        if (tables.find(table.name()).isPresent()) {
            throw PostgresDefinition.exists(table.name());
        }
        RemoteTable target = new RemoteTable(
                tables.schema(table.name().schema())
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.SCHEMA_NOT_FOUND,
                                "Schema '" + table.name().schema() + "' does not exist")),
                TableText.checked(table.name().table()));
        List<RemoteColumn> columns = table.columns().stream().map(this::column).toList();
        Staging staging = Staging.of(Staging.Kind.CREATE, target, columns);
        run(text.create(staging.table(), table));
        return handle(
                table.name(),
                table.columns().stream().map(ColumnMetadata::handle).toList(),
                staging);
    }

    private RemoteColumn column(ColumnMetadata column) {
        return new RemoteColumn(
                column.name(),
                text.dialect().quoted(column.name()),
                withoutLength(text.types().declaration(column.type())),
                column.type(),
                Comparison.NULLS);
    }

    /** A cast to a type with a length would cut what is too long; without, the column's own length fails it. */
    private static String withoutLength(String declaration) {
        String type = declaration.replaceAll("\\(.*?\\)", "");
        return type.startsWith("char") ? type.replace("char", "bpchar") : type;
    }

    @Override
    public WriteHandle beginInsert(TableHandle table, List<String> columns) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        List<RemoteColumn> written = columns.stream()
                .map(name -> query.column(name)
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.COLUMN_NOT_FOUND,
                                "Column '" + name + "' does not exist in '" + table.name() + "'")))
                .toList();
        Staging staging = Staging.of(Staging.Kind.INSERT, query.table(), written);
        // Should the server lose an unlogged table's rows in a crash, their number is found to be wrong.
        run("CREATE UNLOGGED TABLE " + name(staging.table()) + " AS SELECT " + staging.columns() + " FROM "
                + name(query.table()) + " WITH NO DATA");
        return handle(
                table.name(),
                written.stream()
                        .map(column -> new ColumnHandle(column.name(), column.type(), OptionalInt.empty()))
                        .toList(),
                staging);
    }

    private static WriteHandle handle(SchemaTableName name, List<ColumnHandle> columns, Staging staging) {
        return new WriteHandle(name, columns, new WriteHandle.Pages(), staging.encode());
    }

    @Override
    public void finish(WriteHandle handle, List<byte[]> fragments) {
        Staging staging = Staging.decode(handle.data());
        long rows = fragments.stream()
                .mapToLong(fragment -> ByteBuffer.wrap(fragment).getLong())
                .sum();
        try (RemoteSession session = database.connect()) {
            session.begin("BEGIN");
            check(session, handle, staging, rows);
            session.run(
                    switch (staging.kind()) {
                        case INSERT ->
                            "INSERT INTO " + name(staging.targetTable()) + " (" + staging.columns() + ") SELECT "
                                    + staging.columns() + " FROM " + name(staging.table()) + "; DROP TABLE "
                                    + name(staging.table());
                        case CREATE ->
                            "ALTER TABLE " + name(staging.table()) + " RENAME TO "
                                    + text.dialect().quoted(staging.target());
                    });
            commit(session, handle, staging);
        }
    }

    private void check(RemoteSession session, WriteHandle handle, Staging staging, long rows) {
        long found = session.run("SELECT count(*) FROM " + name(staging.table()))
                .iterator()
                .next()
                .getLong(0);
        if (found != rows) {
            throw failed(handle, "has " + found + " of " + rows + " rows", null);
        }
    }

    private void commit(RemoteSession session, WriteHandle handle, Staging staging) {
        try {
            session.commit();
        } catch (SkeinException lost) {
            if (RemoteFailures.refused(lost)) {
                throw lost;
            }
            if (stillThere(handle, staging, lost)) {
                throw failed(handle, "was not committed", lost);
            }
        }
    }

    /** Whether the staging table is there, and so the transaction was not committed; waits for a transaction that still ends. */
    private boolean stillThere(WriteHandle handle, Staging staging, SkeinException lost) {
        try (RemoteSession session = database.connect()) {
            session.begin("BEGIN; SET LOCAL lock_timeout = '10s'");
            session.run("LOCK TABLE " + name(staging.table()) + " IN ACCESS EXCLUSIVE MODE");
            return true;
        } catch (SkeinException failure) {
            if (RemoteFailures.state(failure)
                    .filter(PostgresErrors.UNDEFINED_TABLE::equals)
                    .isPresent()) {
                return false;
            }
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                    "The write into " + handle.table() + " may have been committed or not: " + lost.getMessage(),
                    lost);
        }
    }

    private static SkeinException failed(WriteHandle handle, String why, @Nullable SkeinException cause) {
        return new SkeinException(
                StandardErrorCode.CONNECTOR_COMMIT_ERROR, "The write into " + handle.table() + " " + why, cause);
    }

    @Override
    public void abort(WriteHandle handle, List<byte[]> fragments) {
        run("DROP TABLE IF EXISTS " + name(Staging.decode(handle.data()).table()));
    }

    @Override
    public PageSink sink(WriteHandle handle, BufferAllocator allocator) {
        return new PostgresPageSink(database, Staging.decode(handle.data()), text.dialect());
    }

    private void run(String statements) {
        database.use(session -> session.run(statements));
    }

    private String name(RemoteTable table) {
        return text.dialect().name(table);
    }
}
