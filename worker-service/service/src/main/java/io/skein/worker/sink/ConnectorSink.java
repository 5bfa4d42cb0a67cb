package io.skein.worker.sink;

import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.PageSource;
import io.skein.worker.kernel.KernelStatement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** A connector takes the batches. */
public final class ConnectorSink implements TaskSink {
    private final PageSink sink;
    private final BufferAllocator allocator;
    private boolean finished;

    public ConnectorSink(PageSink sink, BufferAllocator allocator) {
        this.sink = sink;
        this.allocator = allocator;
    }

    @Override
    public WriteResult write(KernelStatement statement, String sql) {
        long rows = 0;
        long bytes = 0;
        try (PageSource batches = statement.query(sql, allocator)) {
            while (batches.next()) {
                rows += batches.root().getRowCount();
                bytes += batches.root().getFieldVectors().stream()
                        .mapToLong(FieldVector::getBufferSize)
                        .sum();
                sink.append(batches.root());
            }
        }
        List<byte[]> fragments = sink.finish();
        finished = true;
        return new WriteResult(rows, bytes, fragments);
    }

    @Override
    public void abort() {
        if (!finished) {
            finished = true;
            sink.abort();
        }
    }
}
