package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.metadata.LibraryRows.NamedValues;
import io.skein.spi.connector.ColumnMetadata;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $metadata_log_entries}: the metadata files that the table has had. */
final class MetadataLogRows implements MetadataRows {
    private final BaseTable table;

    MetadataLogRows(BaseTable table) {
        this.table = table;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("timestamp", MetadataTypes.INSTANT),
                MetadataRows.column("file", MetadataTypes.VARCHAR),
                MetadataRows.column("latest_snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("latest_schema_id", MetadataTypes.INTEGER),
                MetadataRows.column("latest_sequence_number", MetadataTypes.BIGINT));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.transform(
                new LibraryRows(table, MetadataTableType.METADATA_LOG_ENTRIES).rows(), MetadataLogRows::row);
    }

    private static @Nullable Object[] row(NamedValues entry) {
        Long micros = (Long) Objects.requireNonNull(entry.value("timestamp"));
        return new @Nullable Object[] {
            new Object[] {micros, "UTC"},
            entry.value("file"),
            entry.value("latest_snapshot_id"),
            entry.value("latest_schema_id"),
            entry.value("latest_sequence_number")
        };
    }
}
