package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.metadata.LibraryRows.NamedValues;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $entries} and {@code $all_entries}: what the manifests of the current or of all snapshots say of their files. */
final class EntriesRows implements MetadataRows {
    private final BaseTable table;
    private final MetadataTableType type;
    private final FileColumns file;

    EntriesRows(BaseTable table, MetadataTableType type) {
        this.table = table;
        this.type = type;
        this.file = new FileColumns(table);
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("status", MetadataTypes.INTEGER),
                MetadataRows.column("snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("sequence_number", MetadataTypes.BIGINT),
                MetadataRows.column("file_sequence_number", MetadataTypes.BIGINT),
                MetadataRows.column("data_file", new Type.Row(file.fields())),
                MetadataRows.column(ReadableMetrics.COLUMN, Type.Simple.JSON));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.transform(new LibraryRows(table, type).rows(), this::row);
    }

    private @Nullable Object[] row(NamedValues entry) {
        return new @Nullable Object[] {
            entry.value("status"),
            entry.value("snapshot_id"),
            entry.value("sequence_number"),
            entry.value("file_sequence_number"),
            file.values(Objects.requireNonNull(entry.row("data_file"))).toArray(),
            ReadableMetrics.json(entry)
        };
    }
}
