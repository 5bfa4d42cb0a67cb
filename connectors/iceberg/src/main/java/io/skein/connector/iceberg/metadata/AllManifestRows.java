package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $all_manifests}: the manifests of every snapshot. */
final class AllManifestRows implements MetadataRows {
    private final BaseTable table;
    private final PartitionSummaries summaries;

    AllManifestRows(BaseTable table) {
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
                MetadataRows.column("existing_data_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("deleted_data_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("added_delete_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("existing_delete_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("deleted_delete_files_count", MetadataTypes.INTEGER),
                MetadataRows.column("partition_summaries", MetadataTypes.partitionSummaries()),
                MetadataRows.column("reference_snapshot_id", MetadataTypes.BIGINT));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.concat(
                CloseableIterable.transform(CloseableIterable.withNoopClose(table.snapshots()), this::rows));
    }

    private CloseableIterable<Object[]> rows(Snapshot snapshot) {
        return CloseableIterable.withNoopClose(snapshot.allManifests(table.io()).stream()
                .map(manifest -> row(manifest, snapshot.snapshotId()))
                .toList());
    }

    private @Nullable Object[] row(ManifestFile manifest, long snapshot) {
        boolean data = manifest.content() == ManifestContent.DATA;
        return new @Nullable Object[] {
            manifest.path(),
            manifest.length(),
            manifest.partitionSpecId(),
            manifest.snapshotId(),
            data ? manifest.addedFilesCount() : (Integer) 0,
            data ? manifest.existingFilesCount() : (Integer) 0,
            data ? manifest.deletedFilesCount() : (Integer) 0,
            data ? (Integer) 0 : manifest.addedFilesCount(),
            data ? (Integer) 0 : manifest.existingFilesCount(),
            data ? (Integer) 0 : manifest.deletedFilesCount(),
            summaries.of(manifest),
            snapshot
        };
    }
}
