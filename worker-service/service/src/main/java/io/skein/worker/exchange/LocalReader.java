package io.skein.worker.exchange;

import io.skein.rpc.exchange.BatchReader;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Hands batches to a reader outside of the worker, in an account that outlives the query. */
final class LocalReader implements BatchReader {
    private final LocalBatchStream stream;
    private final BufferAllocator allocator;

    LocalReader(LocalBatchStream stream, BufferAllocator allocator) {
        this.stream = stream;
        this.allocator = allocator;
    }

    @Override
    public Optional<VectorSchemaRoot> next() {
        Batch batch = stream.next();
        if (batch == null) {
            return Optional.empty();
        }
        Batch moved = batch.moved(allocator);
        try {
            VectorSchemaRoot root =
                    VectorSchemaRoot.create(stream.output().schema().arrow(), allocator);
            moved.load(root);
            return Optional.of(root);
        } finally {
            moved.release();
        }
    }

    @Override
    public void cancel() {
        stream.cancel();
    }

    @Override
    public void close() {
        stream.close();
    }
}
