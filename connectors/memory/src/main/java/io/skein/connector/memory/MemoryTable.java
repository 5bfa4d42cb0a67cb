package io.skein.connector.memory;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A table at one moment. The id stays when the name changes.
 *
 * @param chunks their columns are known by their place in the table, which stays when a column's name changes
 */
record MemoryTable(long id, TableMetadata metadata, List<StoredChunk> chunks) {
    MemoryTable {
        chunks = List.copyOf(chunks);
    }

    long rows() {
        return chunks.stream().mapToLong(StoredChunk::rows).sum();
    }

    long bytes() {
        return chunks.stream().mapToLong(each -> each.chunk().bytes()).sum();
    }

    MemoryTable renamed(SchemaTableName name) {
        return shaped(new TableMetadata(name, metadata.columns(), metadata.properties(), metadata.comment()));
    }

    /** Without these rows, by their chunks' ids; each must be there. */
    MemoryTable without(Map<Long, BitSet> deleted, LongSupplier newIds) {
        List<StoredChunk> kept = new ArrayList<>();
        int found = 0;
        for (StoredChunk chunk : chunks) {
            BitSet rows = deleted.get(chunk.id());
            if (rows == null) {
                kept.add(chunk);
                continue;
            }
            if (chunk.lacks(rows)) {
                throw Changes.conflict(metadata.name());
            }
            found++;
            chunk.without(rows, metadata, newIds.getAsLong()).ifPresent(kept::add);
        }
        if (found < deleted.size()) {
            throw Changes.conflict(metadata.name());
        }
        return new MemoryTable(id, metadata, kept);
    }

    /** With more rows, in chunks whose columns go by name. */
    MemoryTable with(List<Chunk> added, LongSupplier newIds) {
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < metadata.columns().size(); i++) {
            places.put(metadata.columns().get(i).name(), String.valueOf(i));
        }
        List<StoredChunk> all = new ArrayList<>(chunks);
        for (Chunk chunk : added) {
            chunk.columns().keySet().forEach(this::require);
            all.add(new StoredChunk(newIds.getAsLong(), chunk.renamed(places)));
        }
        return new MemoryTable(id, metadata, all);
    }

    /** A chunk for a scan: its columns that are wanted, by name. */
    ChunkSplit project(StoredChunk stored, List<ColumnHandle> wanted) {
        Map<String, String> names = new LinkedHashMap<>();
        wanted.stream()
                .filter(column -> !column.equals(RowIdentity.FILE) && !column.equals(RowIdentity.POSITION))
                .forEach(column -> names.put(String.valueOf(require(column.name())), column.name()));
        return new ChunkSplit(stored.id(), stored.chunk().renamed(names), stored.deleted());
    }

    MemoryTable changed(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn(ColumnMetadata column, Position.Last _) -> {
                if (!column.nullable() && rows() > 0) {
                    throw new SkeinException(
                            StandardErrorCode.NOT_SUPPORTED,
                            "Unable to add NOT NULL column '%s' for non-empty table: %s"
                                    .formatted(column.name(), metadata.name()));
                }
                List<ColumnMetadata> columns = new ArrayList<>(metadata.columns());
                columns.add(column);
                yield shaped(columns, metadata.comment());
            }
            case TableChange.RenameColumn(String name, String newName) ->
                column(
                        name,
                        column -> new ColumnMetadata(
                                new ColumnHandle(newName, column.type(), OptionalInt.empty()),
                                column.nullable(),
                                column.hidden(),
                                column.comment()));
            case TableChange.DropNotNull(String name) ->
                column(name, column -> new ColumnMetadata(column.handle(), true, column.hidden(), column.comment()));
            case TableChange.SetColumnComment(String name, Optional<String> comment) ->
                column(
                        name,
                        column -> new ColumnMetadata(column.handle(), column.nullable(), column.hidden(), comment));
            case TableChange.SetComment(Optional<String> comment) -> shaped(metadata.columns(), comment);
            case TableChange.Truncate _ -> new MemoryTable(id, metadata, List.of());
            case TableChange.AddColumn _,
                    TableChange.DropColumn _,
                    TableChange.SetColumnType _,
                    TableChange.SetProperties _,
                    TableChange.AddField _,
                    TableChange.DropField _,
                    TableChange.RenameField _,
                    TableChange.SetFieldType _ -> throw change.unsupported();
        };
    }

    private MemoryTable column(String name, UnaryOperator<ColumnMetadata> change) {
        List<ColumnMetadata> columns = new ArrayList<>(metadata.columns());
        int place = require(name);
        columns.set(place, change.apply(columns.get(place)));
        return shaped(columns, metadata.comment());
    }

    private MemoryTable shaped(List<ColumnMetadata> columns, Optional<String> comment) {
        return shaped(new TableMetadata(metadata.name(), columns, metadata.properties(), comment));
    }

    private MemoryTable shaped(TableMetadata replacement) {
        return new MemoryTable(id, replacement, chunks);
    }

    /** The column's place; it may have been renamed since the asker saw the table. */
    private int require(String column) {
        return IntStream.range(0, metadata.columns().size())
                .filter(i -> metadata.columns().get(i).name().equals(column))
                .findFirst()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column '" + column + "' does not exist in '" + metadata.name() + "'"));
    }
}
