package io.skein.worker.exchange;

import io.skein.spi.connector.PageSource;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An exchange as a task reads it. Closing it early releases its producers. */
public final class ExchangeInput implements PageSource {
    private final PageSource source;
    private final List<BatchStream> streams;
    private boolean closed;

    ExchangeInput(PageSource source, List<BatchStream> streams) {
        this.source = source;
        this.streams = streams;
    }

    /** Makes a waiting or coming {@link #next()} fail; from any thread. */
    public void cancel() {
        streams.forEach(BatchStream::cancel);
    }

    @Override
    public VectorSchemaRoot root() {
        return source.root();
    }

    @Override
    public boolean next() {
        return source.next();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cancel();
            source.close();
        }
    }
}
