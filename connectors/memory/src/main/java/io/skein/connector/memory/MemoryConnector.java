package io.skein.connector.memory;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Ties the facets around one store. */
final class MemoryConnector implements Connector {
    private final MemoryStore store;
    private final boolean rowChanges;
    private final MemoryWrite write;
    private final MemoryFunctions functions = new MemoryFunctions();

    /** @param rowChanges whether there are any */
    MemoryConnector(MemoryStore store, boolean rowChanges) {
        this.store = store;
        this.rowChanges = rowChanges;
        this.write = new MemoryWrite(store);
    }

    @Override
    public ConnectorMetadata metadata() {
        return new MemoryMetadata(store);
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return (handle, columns, _) -> {
            MemoryTable table = store.get(Handles.id(handle), handle.name());
            Iterator<Split> splits = table.chunks().stream()
                    .<Split>map(chunk -> new Split.PageSplit(
                            table.project(chunk, columns).encode(),
                            chunk.chunk().bytes(),
                            chunk.rows()))
                    .iterator();
            return new ChunkSplitSource(splits);
        };
    }

    /** Encodes a chunk when it is asked for, so that a scan holds no second copy of the table. */
    private record ChunkSplitSource(Iterator<Split> splits) implements SplitSource {
        @Override
        public List<Split> next(int maximum) {
            List<Split> batch = new java.util.ArrayList<>();
            while (batch.size() < maximum && splits.hasNext()) {
                batch.add(splits.next());
            }
            return batch;
        }

        @Override
        public void close() {}
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) ->
                new MemoryPageSource(ChunkSplit.decode(split.data()), columns, allocator));
    }

    @Override
    public Optional<ConnectorDefinition> definition() {
        return Optional.of(new MemoryDefinition(store));
    }

    @Override
    public Optional<ConnectorViews> views() {
        return Optional.of(new MemoryViews(store));
    }

    @Override
    public Optional<ConnectorFunctions> functions() {
        return Optional.of(functions);
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(write);
    }

    @Override
    public Optional<ConnectorRowChanges> rowChanges() {
        return rowChanges ? Optional.of(new MemoryRowChanges(store)) : Optional.empty();
    }
}
