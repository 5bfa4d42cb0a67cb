package io.skein.worker.exchange;

import java.util.function.BiConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Partitioning that leaves batches whole: all to one, each to all, or in turns. */
final class WholeBatches implements Partitioner {
    private final OutputBuffer output;
    private final BiConsumer<OutputBuffer, Batch> way;
    private final BufferAllocator allocator;
    private long bytes;

    private WholeBatches(OutputBuffer output, BufferAllocator allocator, BiConsumer<OutputBuffer, Batch> way) {
        this.output = output;
        this.allocator = allocator;
        this.way = way;
    }

    static WholeBatches single(OutputBuffer output, BufferAllocator allocator) {
        return new WholeBatches(output, allocator, (buffer, batch) -> buffer.add(0, batch));
    }

    static WholeBatches broadcast(OutputBuffer output, BufferAllocator allocator) {
        return new WholeBatches(output, allocator, (buffer, batch) -> {
            try {
                for (int partition = 0; partition < buffer.partitionCount(); partition++) {
                    buffer.add(partition, batch.retain());
                }
            } finally {
                batch.release();
            }
        });
    }

    static WholeBatches roundRobin(OutputBuffer output, BufferAllocator allocator) {
        return new WholeBatches(output, allocator, new BiConsumer<>() {
            private int next;

            @Override
            public void accept(OutputBuffer buffer, Batch batch) {
                int partition = next;
                next = (next + 1) % buffer.partitionCount();
                buffer.add(partition, batch);
            }
        });
    }

    @Override
    public boolean add(VectorSchemaRoot root) {
        Batch batch = Batch.of(root).moved(allocator);
        bytes += batch.bytes();
        way.accept(output, batch);
        return output.isWanted();
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
