package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $refs}: branches and tags. */
final class RefsRows implements MetadataRows {
    private final BaseTable table;

    RefsRows(BaseTable table) {
        this.table = table;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("name", MetadataTypes.VARCHAR),
                MetadataRows.column("type", MetadataTypes.VARCHAR),
                MetadataRows.column("snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("max_reference_age_in_ms", MetadataTypes.BIGINT),
                MetadataRows.column("min_snapshots_to_keep", MetadataTypes.INTEGER),
                MetadataRows.column("max_snapshot_age_in_ms", MetadataTypes.BIGINT));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.withNoopClose(table.refs().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static @Nullable Object[] row(String name, SnapshotRef ref) {
        return new @Nullable Object[] {
            name,
            ref.isBranch() ? "BRANCH" : "TAG",
            ref.snapshotId(),
            ref.maxRefAgeMs(),
            ref.minSnapshotsToKeep(),
            ref.maxSnapshotAgeMs()
        };
    }
}
