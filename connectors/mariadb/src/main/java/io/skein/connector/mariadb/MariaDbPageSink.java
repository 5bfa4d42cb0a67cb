package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.value.VectorReader;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.PageSink;
import io.skein.spi.error.SkeinException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Fills a staging table: statements of many rows, in one transaction for all. What the sink ends with is the number of rows. */
final class MariaDbPageSink implements PageSink {
    /** Well below the 16 MB that servers take by default, even where each character is of four bytes. */
    private static final int BATCH_CHARACTERS = 1 << 20;

    private final Database database;
    private final List<RemoteColumn> columns;
    private final String insert;
    private final StringBuilder statement = new StringBuilder();
    private @Nullable RemoteSession session;
    private long rows;

    MariaDbPageSink(Database database, Staging staging, MariaDbDialect dialect) {
        this.database = database;
        this.columns = staging.rows().columns();
        this.insert = "INSERT INTO " + dialect.name(staging.table()) + " (" + staging.columns() + ") VALUES ";
    }

    @Override
    public void append(VectorSchemaRoot root) {
        for (int row = 0; row < root.getRowCount(); row++) {
            statement.append(statement.isEmpty() ? insert : ", ");
            String separator = "(";
            for (int i = 0; i < columns.size(); i++) {
                statement.append(separator).append(literal(root, i, row));
                separator = ", ";
            }
            statement.append(')');
            rows++;
            if (statement.length() >= BATCH_CHARACTERS) {
                flush();
            }
        }
    }

    private String literal(VectorSchemaRoot root, int index, int row) {
        RemoteColumn column = columns.get(index);
        @Nullable Object value = VectorReader.get(root.getVector(index), row, column.type());
        if (value == null) {
            return "NULL";
        }
        try {
            return column.remoteType().equals("year") ? MariaDbText.year((Short) value) : MariaDbText.literal(value);
        } catch (IllegalArgumentException e) {
            throw database.failures()
                    .unavailable("column '" + column.name() + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private void flush() {
        if (statement.isEmpty()) {
            return;
        }
        try {
            session().run(statement.toString());
            statement.setLength(0);
        } catch (SkeinException failure) {
            // The server keeps the transaction, and its lock on the table, after a statement that fails.
            abort();
            throw failure;
        }
    }

    private RemoteSession session() {
        if (session == null) {
            session = database.connect();
            session.begin("START TRANSACTION");
        }
        return session;
    }

    @Override
    public List<byte[]> finish() {
        flush();
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
            session = null;
        }
    }
}
