package io.skein.connector.iceberg.metadata;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** What the metrics of one partition's files add up to. */
final class PartitionMetrics {
    private final Object[] partition;
    private final List<ColumnMetrics> columns;
    private long rows;
    private long files;
    private long bytes;

    PartitionMetrics(Object[] partition, List<NestedField> fields) {
        this.partition = partition;
        this.columns = fields.stream().map(ColumnMetrics::new).toList();
    }

    void add(DataFile file) {
        rows += file.recordCount();
        files++;
        bytes += file.fileSizeInBytes();
        columns.forEach(column -> column.add(file));
    }

    Object[] partition() {
        return partition;
    }

    long rows() {
        return rows;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    @Nullable
    Object[] columns() {
        return columns.stream().map(ColumnMetrics::values).toArray();
    }
}
