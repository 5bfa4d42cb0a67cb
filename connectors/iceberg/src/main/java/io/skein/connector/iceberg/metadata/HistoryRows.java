package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** {@code $history}: which snapshots were current, since when. */
final class HistoryRows implements MetadataRows {
    private final BaseTable table;

    HistoryRows(BaseTable table) {
        this.table = table;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("made_current_at", MetadataTypes.INSTANT),
                MetadataRows.column("snapshot_id", MetadataTypes.BIGINT),
                MetadataRows.column("parent_id", MetadataTypes.BIGINT),
                MetadataRows.column("is_current_ancestor", MetadataTypes.BOOLEAN));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        Set<Long> ancestors = new HashSet<>(SnapshotUtil.currentAncestorIds(table));
        return CloseableIterable.withNoopClose(table.history().stream()
                .map(entry -> {
                    @Nullable Snapshot snapshot = table.snapshot(entry.snapshotId());
                    @Nullable
                    Object[] row = {
                        MetadataTypes.instant(entry.timestampMillis()),
                        entry.snapshotId(),
                        snapshot == null ? null : snapshot.parentId(),
                        ancestors.contains(entry.snapshotId())
                    };
                    return row;
                })
                .toList());
    }
}
