package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.table.HiddenColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.types.Types;

/** Columns whose value is the same in all rows of a file: what is known of the file itself. */
final class FileValues {
    private static final int MICROS_PER_MILLI = 1000;

    private FileValues() {}

    static boolean isOne(ColumnHandle column) {
        return column.equals(RowIdentity.FILE) || HiddenColumns.isHidden(column);
    }

    /** The value as a SQL literal. */
    static String of(ColumnHandle column, FileScanTask task) {
        if (column.equals(HiddenColumns.PARTITION)) {
            return PartitionLiterals.of(
                    Types.StringType.get(),
                    task.spec().partitionToPath(task.file().partition()));
        }
        if (column.equals(HiddenColumns.MODIFIED_TIME)) {
            // Storage that is not local does not tell while splits are made.
            return isLocal(task.file().location())
                    ? PartitionLiterals.of(
                            Types.TimestampType.withZone(), modified(task.file().location()) * MICROS_PER_MILLI)
                    : "NULL";
        }
        return PartitionLiterals.of(Types.StringType.get(), task.file().location());
    }

    private static long modified(String location) {
        try {
            return Files.getLastModifiedTime(LocalPaths.of(location)).toMillis();
        } catch (IOException failure) {
            throw new SkeinException(
                    StandardErrorCode.ICEBERG_CANNOT_OPEN_SPLIT, "Cannot look at the data file " + location, failure);
        }
    }

    private static boolean isLocal(String location) {
        return ConnectorFiles.isLocal(location) || location.startsWith("file:");
    }
}
