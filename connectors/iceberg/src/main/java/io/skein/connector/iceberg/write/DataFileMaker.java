package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableFields;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Written files as Iceberg's data files, with the metrics that let later scans leave them out. NULLs where none may be are found here, by their count. */
final class DataFileMaker {
    private final Schema schema;
    private final PartitionSpec partitioning;
    private final PartitionTerms terms;

    DataFileMaker(Schema schema, PartitionSpec partitioning) {
        this.schema = schema;
        this.partitioning = partitioning;
        this.terms = new PartitionTerms(partitioning);
    }

    DataFile dataFile(WrittenFile file, WrittenFile.Content.Data data) {
        return DataFiles.builder(partitioning)
                .withPartition(terms.partition(data.partition()))
                .withPath(file.path())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withRecordCount(file.rows())
                .withMetrics(metrics(file))
                .build();
    }

    private Metrics metrics(WrittenFile file) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        for (NestedField field : schema.columns()) {
            WrittenFile.@Nullable Column column = file.columns().get(TableFields.name(field));
            if (column != null && field.isRequired() && column.nulls() > 0) {
                throw new SkeinException(
                        StandardErrorCode.CONSTRAINT_VIOLATION,
                        "NULL value not allowed for NOT NULL column: " + TableFields.name(field));
            }
            if (column != null && field.type().isPrimitiveType()) {
                int id = field.fieldId();
                sizes.put(id, column.bytes());
                values.put(id, file.rows());
                nulls.put(id, column.nulls());
                column.minimum()
                        .flatMap(text -> Bounds.lower(field.type(), text))
                        .ifPresent(bound -> lower.put(id, Conversions.toByteBuffer(field.type(), bound)));
                column.maximum()
                        .flatMap(text -> Bounds.upper(field.type(), text))
                        .ifPresent(bound -> upper.put(id, Conversions.toByteBuffer(field.type(), bound)));
            }
        }
        return new Metrics(file.rows(), sizes, values, nulls, Map.of(), lower, upper);
    }
}
