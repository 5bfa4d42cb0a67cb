package io.skein.connector.iceberg.write;

import io.skein.spi.connector.WrittenFile;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** Written positions as Iceberg's delete files. Each is of one data file, whose partition it shares. */
final class DeleteFileMaker {
    private final Map<Integer, PartitionSpec> specs;

    DeleteFileMaker(Map<Integer, PartitionSpec> specs) {
        this.specs = specs;
    }

    DeleteFile deleteFile(WrittenFile file, DataFile dataFile) {
        FileMetadata.Builder builder = FileMetadata.deleteFileBuilder(
                        java.util.Objects.requireNonNull(specs.get(dataFile.specId())))
                .ofPositionDeletes()
                .withPath(file.path())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withReferencedDataFile(dataFile.location())
                .withMetrics(metrics(file, dataFile.location()));
        return builder.withPartition(dataFile.partition()).build();
    }

    /** Both bounds are the whole path, by which readers find the deletes of a file. */
    private static Metrics metrics(WrittenFile file, String path) {
        int id = MetadataColumns.DELETE_FILE_PATH.fieldId();
        ByteBuffer bound = Conversions.toByteBuffer(Types.StringType.get(), path);
        Map<Integer, Long> values = Map.of(id, file.rows(), MetadataColumns.DELETE_FILE_POS.fieldId(), file.rows());
        return new Metrics(
                file.rows(), Map.of(), values, Map.of(), Map.of(), Map.of(id, bound), Map.of(id, bound.duplicate()));
    }
}
