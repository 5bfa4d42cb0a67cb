package io.skein.spi.connector;

import org.apache.arrow.vector.VectorSchemaRoot;

/** A stream of Arrow batches. Used by one thread at a time; {@link #close()} releases every buffer and may come at any time between calls. */
public interface PageSource extends AutoCloseable {
    /** The root that each {@link #next()} refills; its schema never changes. */
    VectorSchemaRoot root();

    /** Loads the next batch of at least one row into the root; false at the end. */
    boolean next();

    /** Bytes read from the source so far. */
    long bytesRead();

    /** Makes a waiting or coming {@link #next()} end soon with an exception, where it may wait for long; from any thread. It is closed afterwards as ever. */
    default void cancel() {}

    @Override
    void close();
}
