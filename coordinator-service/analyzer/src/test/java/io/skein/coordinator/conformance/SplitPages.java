package io.skein.coordinator.conformance;

import io.skein.coordinator.fragment.Fragment;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.type.ArrowTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/** All splits of a scan, one after the other, under the fragment's column names. */
final class SplitPages implements PageSource {
    private static final int SPLITS = 1_000;

    private final Fragment.Input.Scan scan;
    private final ConnectorPageSourceProvider pages;
    private final BufferAllocator allocator;
    private final Deque<Split> splits = new ArrayDeque<>();
    private final VectorSchemaRoot root;
    private @Nullable PageSource current;

    SplitPages(Fragment.Input.Scan scan, Connector connector, BufferAllocator allocator) {
        this.scan = scan;
        this.pages = connector.pageSourceProvider().orElseThrow();
        this.allocator = allocator;
        try (SplitSource source =
                connector.splitManager().splits(scan.table().handle(), scan.columns(), scan.constraint())) {
            for (var batch = source.next(SPLITS); !batch.isEmpty(); batch = source.next(SPLITS)) {
                splits.addAll(batch);
            }
        }
        root = VectorSchemaRoot.create(
                ArrowTypes.schema(
                        scan.symbols(),
                        scan.columns().stream().map(ColumnHandle::type).toList()),
                allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        while (true) {
            if (current == null) {
                if (splits.isEmpty()) {
                    return false;
                }
                current = pages.open((Split.PageSplit) splits.poll(), scan.columns(), allocator);
            }
            if (current.next()) {
                try (ArrowRecordBatch batch = new VectorUnloader(current.root()).getRecordBatch()) {
                    new VectorLoader(root).load(batch);
                }
                return true;
            }
            current.close();
            current = null;
        }
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
        root.close();
    }
}
