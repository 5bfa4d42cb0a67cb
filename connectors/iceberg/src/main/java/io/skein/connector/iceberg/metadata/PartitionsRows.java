package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** {@code $partitions}: what each partition's data files add up to. Rows that are deleted still count. */
final class PartitionsRows implements MetadataRows {
    private final BaseTable table;
    private final PartitionColumn partition;
    private final List<NestedField> fields;

    PartitionsRows(BaseTable table) {
        this.table = table;
        this.partition = new PartitionColumn(table);
        Set<Integer> partitioned = table.spec().fields().stream()
                .filter(field -> field.transform().isIdentity())
                .map(PartitionField::sourceId)
                .collect(Collectors.toSet());
        this.fields = table.schema().columns().stream()
                .filter(field -> field.type().isPrimitiveType() && !partitioned.contains(field.fieldId()))
                .toList();
    }

    @Override
    public List<ColumnMetadata> columns() {
        List<ColumnMetadata> columns = new ArrayList<>();
        partition.type().ifPresent(type -> columns.add(MetadataRows.column("partition", type)));
        columns.add(MetadataRows.column("record_count", MetadataTypes.BIGINT));
        columns.add(MetadataRows.column("file_count", MetadataTypes.BIGINT));
        columns.add(MetadataRows.column("total_size", MetadataTypes.BIGINT));
        if (!fields.isEmpty()) {
            columns.add(MetadataRows.column(
                    "data",
                    new Type.Row(fields.stream().map(PartitionsRows::metrics).toList())));
        }
        return columns;
    }

    private static Type.Field metrics(NestedField field) {
        Type type = IcebergTypes.toTrino(field.type());
        return MetadataTypes.field(
                field.name(),
                new Type.Row(List.of(
                        MetadataTypes.field("min", type),
                        MetadataTypes.field("max", type),
                        MetadataTypes.field("null_count", MetadataTypes.BIGINT),
                        MetadataTypes.field("nan_count", MetadataTypes.BIGINT))));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        Map<List<@Nullable Object>, PartitionMetrics> partitions = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> files =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask file : files) {
                Object[] values =
                        partition.value(file.file().partition(), file.spec().partitionType());
                List<@Nullable Object> key = new ArrayList<>(Arrays.asList(values));
                key.add(file.spec().specId());
                partitions
                        .computeIfAbsent(key, _ -> new PartitionMetrics(values, fields))
                        .add(file.file());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return CloseableIterable.withNoopClose(
                partitions.values().stream().map(this::row).toList());
    }

    private Object[] row(PartitionMetrics metrics) {
        List<Object> row = new ArrayList<>();
        if (partition.type().isPresent()) {
            row.add(metrics.partition());
        }
        row.add(metrics.rows());
        row.add(metrics.files());
        row.add(metrics.bytes());
        if (!fields.isEmpty()) {
            row.add(metrics.columns());
        }
        return row.toArray();
    }
}
