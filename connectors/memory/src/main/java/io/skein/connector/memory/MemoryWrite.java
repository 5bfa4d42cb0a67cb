package io.skein.connector.memory;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Writes: sinks turn batches into chunks, finish puts them into the store at once. The handle has the table's id, a create's the negative
 * number of the table that waits for its rows.
 */
final class MemoryWrite implements ConnectorWrite {
    private final MemoryStore store;
    private final Map<Long, TableMetadata> creations = new ConcurrentHashMap<>();

    MemoryWrite(MemoryStore store) {
        this.store = store;
    }

    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        if (replace) {
            throw MemoryDefinition.replacing();
        }
        MemoryDefinition.checkStorable(table);
        store.checkCreatable(table.name());
        long write = store.nextWrite();
        long creation = -write;
        creations.put(creation, table);
        List<ColumnHandle> columns =
                table.columns().stream().map(ColumnMetadata::handle).toList();
        return new WriteHandle(
                table.name(),
                columns,
                new WriteHandle.Pages(),
                Handles.encode(creation, WriteHandle.Rows.INSERTED, write));
    }

    @Override
    public WriteHandle beginInsert(TableHandle table, List<String> columns) {
        TableMetadata metadata = store.get(Handles.id(table), table.name()).metadata();
        List<ColumnHandle> handles =
                columns.stream().map(name -> column(metadata, name)).toList();
        return new WriteHandle(
                metadata.name(),
                handles,
                new WriteHandle.Pages(),
                Handles.encode(Handles.id(table), WriteHandle.Rows.INSERTED, store.nextWrite()));
    }

    static ColumnHandle column(TableMetadata table, String name) {
        return table.columns().stream()
                .map(ColumnMetadata::handle)
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column '" + name + "' does not exist in '" + table.name() + "'"));
    }

    @Override
    public void finish(WriteHandle handle, List<byte[]> fragments) {
        Changes changes = Changes.of(handle.table(), fragments);
        long id = Handles.id(handle.data());
        if (id > 0) {
            store.apply(id, handle.table(), changes);
            return;
        }
        TableMetadata table = creations.remove(id);
        if (table == null) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR, "No write to '" + handle.table() + "' is under way");
        }
        store.create(table, changes.inserted());
    }

    @Override
    public void abort(WriteHandle handle, List<byte[]> fragments) {
        creations.remove(Handles.id(handle.data()));
    }

    @Override
    public PageSink sink(WriteHandle handle, BufferAllocator allocator) {
        return Handles.changes(handle)
                ? new MemoryChangeSink(handle, store.limit(), allocator)
                : new MemoryPageSink(handle.columns(), store.limit(), allocator);
    }
}
