package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $manifests}: the manifests of the current snapshot. */
final class ManifestRows implements MetadataRows {
    private final BaseTable table;
    private final PartitionSummaries summaries;

    ManifestRows(BaseTable table) {
        this.table = table;
        this.summaries = new PartitionSummaries(table);
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("path", MetadataTypes.VARCHAR),
                MetadataRows.column("length", MetadataTypes.BIGINT),
                MetadataRows.column("partition_spec_id", MetadataTypes.INTEGER),
                MetadataRows.column("added_snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("added_data_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("added_rows_count", MetadataTypes.BIGINT),
                MetadataRows.column("existing_data_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("existing_rows_count", MetadataTypes.BIGINT),
                MetadataRows.column("deleted_data_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("deleted_rows_count", MetadataTypes.BIGINT),
                MetadataRows.column("partition_summaries", MetadataTypes.partitionSummaries()));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        @Nullable Snapshot snapshot = table.currentSnapshot();
        return CloseableIterable.withNoopClose(
                snapshot == null
                        ? List.<Object[]>of()
                        : snapshot.allManifests(table.io()).stream()
                                .map(this::row)
                                .toList());
    }

    private @Nullable Object[] row(ManifestFile manifest) {
        return new @Nullable Object[] {
            manifest.path(),
            manifest.length(),
            manifest.partitionSpecId(),
            manifest.snapshotId(),
            manifest.addedFilesCount(),
            manifest.addedRowsCount(),
            manifest.existingFilesCount(),
            manifest.existingRowsCount(),
            manifest.deletedFilesCount(),
            manifest.deletedRowsCount(),
            summaries.of(manifest)
        };
    }
}
