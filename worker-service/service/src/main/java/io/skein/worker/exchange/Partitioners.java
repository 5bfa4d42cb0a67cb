package io.skein.worker.exchange;

import org.apache.arrow.memory.BufferAllocator;

/** The ways in which a task's rows are spread over its consumers. */
public final class Partitioners {
    private Partitioners() {}

    /** All rows to partition 0. */
    public static Partitioner single(OutputBuffer output) {
        return WholeBatches.single(output);
    }

    /** Each row to the partition that its last column names. */
    public static Partitioner hash(OutputBuffer output, BufferAllocator allocator) {
        return new HashPartitioner(output, allocator);
    }

    /** All rows to each partition. */
    public static Partitioner broadcast(OutputBuffer output) {
        return WholeBatches.broadcast(output);
    }

    /** Batches in turns. */
    public static Partitioner roundRobin(OutputBuffer output) {
        return WholeBatches.roundRobin(output);
    }
}
