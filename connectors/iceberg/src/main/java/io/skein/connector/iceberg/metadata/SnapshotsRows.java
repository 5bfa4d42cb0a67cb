package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $snapshots}: the snapshots that there are. */
final class SnapshotsRows implements MetadataRows {
    private final BaseTable table;

    SnapshotsRows(BaseTable table) {
        this.table = table;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("committed_at", MetadataTypes.INSTANT),
                MetadataRows.column("snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("parent_id", MetadataTypes.BIGINT),
                MetadataRows.column("operation", MetadataTypes.VARCHAR),
                MetadataRows.column("manifest_list", MetadataTypes.VARCHAR),
                MetadataRows.column("summary", new Type.MapOf(MetadataTypes.VARCHAR, MetadataTypes.VARCHAR)));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.transform(CloseableIterable.withNoopClose(table.snapshots()), SnapshotsRows::row);
    }

    private static @Nullable Object[] row(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary() == null ? Map.of() : new HashMap<>(snapshot.summary());
        return new @Nullable Object[] {
            MetadataTypes.instant(snapshot.timestampMillis()),
            snapshot.snapshotId(),
            snapshot.parentId(),
            snapshot.operation(),
            snapshot.manifestListLocation(),
            summary
        };
    }
}
