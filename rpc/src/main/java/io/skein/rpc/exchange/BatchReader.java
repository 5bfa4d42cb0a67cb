package io.skein.rpc.exchange;

import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Batches in order. Read and closed by one thread. */
public interface BatchReader extends AutoCloseable {
    /**
     * Waits for the next batch; empty at the end. The batch is the caller's to close, and may be closed after the reader and after its query: its buffers
     * belong to an allocator that lives as long as the worker.
     *
     * @throws io.skein.spi.error.SkeinException the task's failure
     */
    Optional<VectorSchemaRoot> next();

    /** Makes a waiting or coming {@link #next} fail; from any thread. */
    void cancel();

    /** Gives up what has not been read. */
    @Override
    void close();
}
