package io.skein.spi.connector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Writes rows in three steps: begin (catalog service), sinks on workers, finish or abort (catalog service). Nothing is visible before
 * {@link #finish}; finish is atomic and fails with CONNECTOR_COMMIT_STATE_UNKNOWN when nobody can tell whether it happened.
 */
public interface ConnectorWrite {
    /** Begins CREATE TABLE AS: the table appears at finish. {@code replace} for CREATE OR REPLACE. */
    WriteHandle beginCreate(TableMetadata table, boolean replace);

    /** Begins INSERT into columns given by name, in this order. */
    WriteHandle beginInsert(TableHandle table, List<String> columns);

    /** Commits what the sinks reported. */
    void finish(WriteHandle handle, List<byte[]> fragments);

    /** Drops what the sinks wrote, reported or not. */
    void abort(WriteHandle handle, List<byte[]> fragments);

    /** A sink on the worker, for handles whose target is {@link WriteHandle.Pages}. */
    PageSink sink(WriteHandle handle, BufferAllocator allocator);

    /** A sink on the worker for the rows that a write's files hold, where {@link WriteHandle.Layout#learning} wants it; what it ends with is for finish as well. */
    default PageSink written(WriteHandle handle, BufferAllocator allocator) {
        throw new UnsupportedOperationException("Nothing is learnt of " + handle.table());
    }

    /**
     * A sink on the worker for rows to be taken away, where the handle's {@link WriteHandle.Rows} want it. It gets batches of two columns in order: {@link RowIdentity}'s
     * file (varchar) and position (bigint). What it ends with is for finish as well.
     */
    default PageSink deleted(WriteHandle handle) {
        throw new UnsupportedOperationException("Rows of " + handle.table() + " are taken away by files");
    }
}
