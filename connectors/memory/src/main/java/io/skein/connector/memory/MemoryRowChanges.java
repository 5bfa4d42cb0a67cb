package io.skein.connector.memory;

import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** DELETE, UPDATE and MERGE. Statements of which both take the same row away conflict, and the second fails; others do not. */
record MemoryRowChanges(MemoryStore store) implements ConnectorRowChanges {
    private static final ColumnHandle CHANGE = new ColumnHandle("$change", Type.Simple.TINYINT, OptionalInt.empty());

    @Override
    public WriteHandle begin(TableHandle table, ChangedColumns columns, Constraint read) {
        TableMetadata metadata = store.get(Handles.id(table), table.name()).metadata();
        List<ColumnHandle> handles = new ArrayList<>(List.of(CHANGE, RowIdentity.FILE, RowIdentity.POSITION));
        columns.all().forEach(name -> handles.add(MemoryWrite.column(metadata, name)));
        return new WriteHandle(
                metadata.name(),
                handles,
                new WriteHandle.Pages(),
                Handles.encode(Handles.id(table), WriteHandle.Rows.CHANGED, store.nextWrite()));
    }

    @Override
    public OptionalLong delete(TableHandle table, Constraint rows) {
        return rows.domains().isEmpty()
                ? OptionalLong.of(store.truncate(Handles.id(table), table.name()))
                : OptionalLong.empty();
    }
}
