package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.connector.sql.value.VectorReader;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.PageSink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Fills a staging table: many rows a statement, which has an array for each column. While the server works on one, the next is made. One transaction
 * for all; what the sink ends with is the number of rows.
 */
final class PostgresPageSink implements PageSink {
    private static final int BATCH_ROWS = 10_000;
    private static final long BATCH_BYTES = 4 << 20;

    private final Database database;
    private final List<RemoteColumn> columns;
    /** Where in a batch each column's values are. */
    private final List<Integer> places;

    private final String insert;
    private final List<ValueArray> batch;
    private @Nullable RemoteSession session;
    private @Nullable Future<RowSet<Row>> sent;
    private int batchRows;
    private long batchBytes;
    private long rows;

    PostgresPageSink(Database database, Staging staging, SqlDialect dialect) {
        this.database = database;
        this.columns = staging.rows().columns();
        List<String> given = StagedChange.given(staging);
        this.places =
                columns.stream().map(column -> given.indexOf(column.name())).toList();
        List<String> values = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RemoteColumn column : columns) {
            String name = "v" + names.size();
            names.add(name);
            arrays.add("$" + names.size() + "::" + new ValueArray(column.type()).elements() + "[]");
            values.add("u." + name + "::" + column.remoteType());
        }
        this.insert = "INSERT INTO " + dialect.name(staging.table()) + " (" + staging.columns() + ") SELECT "
                + String.join(", ", values) + " FROM unnest(" + String.join(", ", arrays) + ") AS u("
                + String.join(", ", names) + ")";
        this.batch =
                columns.stream().map(column -> new ValueArray(column.type())).toList();
    }

    @Override
    public void append(VectorSchemaRoot root) {
        for (int row = 0; row < root.getRowCount(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                @Nullable
                Object value = VectorReader.get(
                        root.getVector(places.get(i)), row, columns.get(i).type());
                batchBytes += add(batch.get(i), value);
            }
            batchRows++;
            if (batchRows >= BATCH_ROWS || batchBytes >= BATCH_BYTES) {
                flush();
            }
        }
    }

    private int add(ValueArray values, @Nullable Object value) {
        try {
            return values.add(value);
        } catch (IllegalArgumentException e) {
            throw database.failures().unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private void flush() {
        if (batchRows == 0) {
            return;
        }
        Tuple values = Tuple.tuple();
        batch.forEach(column -> column.moveTo(values));
        rows += batchRows;
        batchRows = 0;
        batchBytes = 0;
        awaitSent();
        sent = session().send(insert, values);
    }

    private void awaitSent() {
        if (sent != null) {
            session().take(sent);
            sent = null;
        }
    }

    private RemoteSession session() {
        if (session == null) {
            session = database.connect();
            session.begin("BEGIN");
        }
        return session;
    }

    @Override
    public List<byte[]> finish() {
        flush();
        awaitSent();
        if (session != null) {
            session.commit();
            session.close();
        }
        return List.of(ByteBuffer.allocate(Long.BYTES).putLong(rows).array());
    }

    @Override
    public void abort() {
        if (session != null) {
            session.close();
        }
    }
}
