package io.skein.coordinator.schedule;

import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The root task's output. Read and closed by one thread. */
public interface ResultStream extends AutoCloseable {
    /** Waits for the next batch of at least one row, which the caller owns; empty at the end. Fails with the task's error. */
    Optional<VectorSchemaRoot> next();

    /** Makes a waiting or coming read fail; from any thread. */
    void cancel();

    @Override
    void close();
}
