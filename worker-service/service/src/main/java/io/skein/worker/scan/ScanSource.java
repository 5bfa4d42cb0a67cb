package io.skein.worker.scan;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split.PageSplit;
import io.skein.worker.exchange.Batch;
import io.skein.worker.exchange.BatchPageSource;
import io.skein.worker.exchange.BatchQueue;
import io.skein.worker.exchange.WorkerThreads;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of several splits, opened one after another by a few threads that read ahead. */
public final class ScanSource implements PageSource {
    private static final long AHEAD_BYTES = 16 << 20;
    private static final int READERS = 2;

    private final ConnectorPageSourceProvider provider;
    private final List<ColumnHandle> columns;
    private final BufferAllocator allocator;
    private final ScanProgress progress;
    private final Queue<PageSplit> splits;
    private final BatchQueue queue = new BatchQueue(AHEAD_BYTES);
    private final PageSource batches;
    private final Set<PageSource> reading = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private ScanSource(
            ConnectorPageSourceProvider provider,
            List<ColumnHandle> columns,
            List<PageSplit> splits,
            BufferAllocator allocator,
            ScanProgress progress) {
        this.provider = provider;
        this.columns = columns;
        this.allocator = allocator;
        this.progress = progress;
        this.splits = new ConcurrentLinkedQueue<>(splits);
        Schema schema = ColumnHandle.schema(columns);
        this.batches = new BatchPageSource(queue, schema, allocator);
    }

    /** Begins to read ahead. */
    public static ScanSource open(
            ConnectorPageSourceProvider provider,
            List<ColumnHandle> columns,
            List<PageSplit> splits,
            BufferAllocator allocator,
            ScanProgress progress,
            WorkerThreads threads) {
        ScanSource source = new ScanSource(provider, columns, splits, allocator, progress);
        for (int reader = 0; reader < Math.min(READERS, splits.size()); reader++) {
            source.queue.start(source::feed, threads);
        }
        return source;
    }

    private void feed(BatchQueue into) {
        for (PageSplit split = splits.poll(); split != null && into.isWanted(); split = splits.poll()) {
            try (PageSource source = provider.open(split, columns, allocator)) {
                reading.add(source);
                try {
                    feed(source, into);
                } finally {
                    reading.remove(source);
                }
            }
            progress.splitDone();
        }
    }

    private void feed(PageSource source, BatchQueue into) {
        long bytes = 0;
        while (into.isWanted() && source.next()) {
            VectorSchemaRoot root = source.root();
            progress.read(root.getRowCount(), source.bytesRead() - bytes);
            bytes = source.bytesRead();
            into.put(Batch.of(root));
            // What was handed on must not be written again.
            root.clear();
        }
    }

    @Override
    public void cancel() {
        queue.cancel();
        reading.forEach(PageSource::cancel);
    }

    @Override
    public VectorSchemaRoot root() {
        return batches.root();
    }

    @Override
    public boolean next() {
        return batches.next();
    }

    @Override
    public long bytesRead() {
        return batches.bytesRead();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            // A reader may wait for a source that takes its time, for rows that nobody wants any more.
            cancel();
            batches.close();
        }
    }
}
