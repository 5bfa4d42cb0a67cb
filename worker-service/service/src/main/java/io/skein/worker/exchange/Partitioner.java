package io.skein.worker.exchange;

import org.apache.arrow.vector.VectorSchemaRoot;

/** Sends a task's rows to the partitions of its output. One thread uses it. */
public interface Partitioner {
    /** Takes the batch's rows, waiting while consumers are behind; false when nobody wants more. The root stays the caller's. */
    boolean add(VectorSchemaRoot batch);

    /** Bytes sent so far. */
    long bytes();
}
