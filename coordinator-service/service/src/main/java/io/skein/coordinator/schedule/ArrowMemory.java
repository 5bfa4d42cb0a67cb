package io.skein.coordinator.schedule;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** All Arrow buffers of the coordinator; batches move between its parts without copying. */
public final class ArrowMemory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ArrowMemory.class.getName());

    private final BufferAllocator allocator;

    /** @param limitBytes after which allocations fail */
    public ArrowMemory(long limitBytes) {
        allocator = new RootAllocator(limitBytes);
    }

    public BufferAllocator allocator() {
        return allocator;
    }

    public long allocatedBytes() {
        return allocator.getAllocatedMemory();
    }

    @Override
    public void close() {
        try {
            allocator.close();
        } catch (IllegalStateException leak) {
            LOG.log(System.Logger.Level.WARNING, () -> "Buffers were still held at shutdown: " + leak.getMessage());
        }
    }
}
