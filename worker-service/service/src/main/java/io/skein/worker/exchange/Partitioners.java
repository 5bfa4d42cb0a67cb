package io.skein.worker.exchange;

import org.apache.arrow.memory.BufferAllocator;

/** The ways in which a task's rows are spread over its consumers. What waits for them is in the given account. */
public final class Partitioners {
    private Partitioners() {}

    /** All rows to partition 0. */
    public static Partitioner single(OutputBuffer output, BufferAllocator allocator) {
        return WholeBatches.single(output, allocator);
    }

    /** Each row to the partition that its last column names. */
    public static Partitioner hash(OutputBuffer output, BufferAllocator allocator) {
        return new HashPartitioner(output, allocator);
    }

    /** All rows to each partition. */
    public static Partitioner broadcast(OutputBuffer output, BufferAllocator allocator) {
        return WholeBatches.broadcast(output, allocator);
    }

    /** Batches in turns. */
    public static Partitioner roundRobin(OutputBuffer output, BufferAllocator allocator) {
        return WholeBatches.roundRobin(output, allocator);
    }
}
