package io.skein.connector.sql.write;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
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
public record StagedWrite(Database database, SqlDefinition definition, StagingSteps steps) implements ConnectorWrite {
    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        if (replace) {
            throw SqlDefinition.replacing();
        }
        definition.checkNew(table);
        RemoteTable target = new RemoteTable(
                definition.remoteSchema(table),
                definition.text().checked(table.name().table()));
        List<RemoteColumn> columns = table.columns().stream().map(steps::column).toList();
        Staging staging = Staging.of(Staging.Kind.CREATE, target, columns);
        run(definition.text().createTable(staging.table(), table));
        return handle(
                table.name(),
                table.columns().stream().map(ColumnMetadata::handle).toList(),
                staging);
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
        database.use(session -> {
            steps.createLike(session, staging);
            return staging;
        });
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
            session.begin(steps.begin(staging));
            check(session, handle, staging, rows);
            steps.move(session, staging);
            conclude(session, handle, staging, rows);
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

    private void conclude(RemoteSession session, WriteHandle handle, Staging staging, long rows) {
        try {
            steps.conclude(session, staging);
        } catch (SkeinException lost) {
            if (RemoteFailures.refused(lost)) {
                throw lost;
            }
            if (stillThere(handle, staging, rows, lost)) {
                throw failed(handle, "was not committed", lost);
            }
        }
    }

    private boolean stillThere(WriteHandle handle, Staging staging, long rows, SkeinException lost) {
        try (RemoteSession session = database.connect()) {
            return steps.stillThere(session, staging, rows);
        } catch (SkeinException unanswered) {
            lost.addSuppressed(unanswered);
            throw unknown(handle.table(), lost);
        }
    }

    /** Nobody can tell whether the write has been committed. */
    public static SkeinException unknown(SchemaTableName table, SkeinException lost) {
        return new SkeinException(
                StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                "The write into " + table + " may have been committed or not: " + lost.getMessage(),
                lost);
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
        return steps.sink(Staging.decode(handle.data()));
    }

    private void run(String statements) {
        database.use(session -> session.run(statements));
    }

    private String name(RemoteTable table) {
        return definition.dialect().name(table);
    }
}
