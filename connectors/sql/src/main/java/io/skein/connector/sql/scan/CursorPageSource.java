package io.skein.connector.sql.scan;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteCursor;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.client.Waiter;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.SelectText;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.connector.sql.value.VectorWriter;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.error.SkeinException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Reads a remote query through a cursor: a batch for each fetch, of which one is under way while the last one is worked on. How many rows a fetch has is
 * found by how large they are, so that both together stay within bounds.
 */
public final class CursorPageSource implements PageSource {
    private static final int FIRST_ROWS = 256;
    private static final int MOST_ROWS = 8_192;
    private static final long BATCH_BYTES = 2 << 20;
    /** A query that gives its rows slowly is not to be waited for long. */
    private static final int GROWTH = 4;

    private final Database database;
    private final String transaction;
    private final SqlDialect dialect;
    private final List<RemoteColumn> columns;
    private final String sql;
    private final VectorSchemaRoot root;
    private final Waiter waiter = new Waiter();
    private @Nullable RemoteSession session;
    private @Nullable RemoteCursor cursor;
    private int fetchRows = FIRST_ROWS;
    private long bytes;
    private boolean ended;

    /** @param transaction what begins the transaction that the query is read in */
    public CursorPageSource(
            Database database,
            String transaction,
            SqlDialect dialect,
            RemoteQuery query,
            List<ColumnHandle> columns,
            BufferAllocator allocator) {
        this.database = database;
        this.transaction = transaction;
        this.dialect = dialect;
        this.columns = query.columns(columns);
        this.sql = SelectText.of(query, this.columns, dialect);
        this.root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        while (!ended) {
            RemoteCursor rows = cursor == null ? open() : cursor;
            RowSet<Row> fetched = rows.take();
            ended = !rows.hasMore();
            if (!ended) {
                rows.ask(fetchRows);
            }
            if (fetched.size() > 0) {
                fill(fetched);
                return true;
            }
        }
        release();
        return false;
    }

    private RemoteCursor open() {
        RemoteSession opened = database.connect(waiter);
        session = opened;
        opened.begin(transaction);
        RemoteCursor rows = opened.cursor(sql);
        cursor = rows;
        rows.ask(fetchRows);
        return rows;
    }

    private void fill(RowSet<Row> rows) {
        root.allocateNew();
        int slot = 0;
        for (Row row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                set(root.getVector(i), slot, columns.get(i), row.getValue(i));
            }
            slot++;
        }
        root.setRowCount(slot);
        long size = root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
        bytes += size;
        fetchRows = (int)
                Math.clamp(BATCH_BYTES * slot / Math.max(1, size), 1, Math.min(MOST_ROWS, (long) fetchRows * GROWTH));
    }

    private void set(FieldVector vector, int slot, RemoteColumn column, @Nullable Object given) {
        try {
            VectorWriter.set(vector, slot, column.type(), given == null ? null : dialect.value(column, given));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw failure(column, "has a value that %s cannot hold: " + e.getMessage());
        } catch (ClassCastException e) {
            throw failure(column, "is not %s any more");
        }
    }

    private SkeinException failure(RemoteColumn column, String what) {
        return Objects.requireNonNull(session)
                .failure("column '" + column.name() + "' "
                        + what.replace("%s", column.type().displayName()));
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void cancel() {
        waiter.cancel();
    }

    private void release() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
        if (session != null) {
            session.close();
            session = null;
        }
    }

    @Override
    public void close() {
        ended = true;
        release();
        root.close();
    }
}
