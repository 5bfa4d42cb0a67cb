package io.skein.worker.kernel;

import io.skein.spi.connector.PageSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Shows a page source to the kernel as an Arrow stream, and keeps the exception that the way through native code would flatten. */
final class PageSourceReader extends ArrowReader {
    private final PageSource source;
    private boolean started;
    private volatile @Nullable RuntimeException failure;

    PageSourceReader(PageSource source, BufferAllocator allocator) {
        super(allocator);
        this.source = source;
    }

    @Nullable
    RuntimeException failure() {
        return failure;
    }

    @Override
    public boolean loadNextBatch() {
        try {
            if (started) {
                // The kernel may still hold the last batch's buffers: a source must not write into them.
                source.root().clear();
            }
            started = true;
            return source.next();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return source.root();
    }

    @Override
    protected Schema readSchema() {
        return source.root().getSchema();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    protected void closeReadSource() {}
}
