package io.skein.worker.kernel;

import io.skein.spi.connector.PageSource;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;

/** A query's rows, computed while they are read. */
final class KernelResult implements PageSource {
    private final KernelStatement owner;
    private final DuckDBPreparedStatement statement;
    private final DuckDBResultSet rows;
    private final ArrowReader reader;
    private final VectorSchemaRoot root;
    private boolean closed;

    KernelResult(KernelStatement owner, DuckDBPreparedStatement statement, DuckDBResultSet rows, Object reader) {
        this.owner = owner;
        this.statement = statement;
        this.rows = rows;
        this.reader = (ArrowReader) reader;
        try {
            this.root = this.reader.getVectorSchemaRoot();
        } catch (IOException | RuntimeException e) {
            throw owner.failure(e);
        }
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        try {
            while (reader.loadNextBatch()) {
                if (root.getRowCount() > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            throw owner.failure(e);
        }
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            reader.close();
            rows.close();
            statement.close();
        } catch (IOException | SQLException e) {
            System.getLogger(KernelResult.class.getName())
                    .log(System.Logger.Level.WARNING, "Cannot close a kernel result: {0}", e.getMessage());
        }
    }
}
