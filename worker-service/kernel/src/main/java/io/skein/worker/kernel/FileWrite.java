package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import java.util.List;

/**
 * Parquet files to be written.
 *
 * @param columns the query's columns, in order, under their names in the files
 * @param prefix what all names of this write's files begin with
 * @param targetFileBytes a new file is begun about here
 */
public record FileWrite(
        List<ColumnHandle> columns, String directory, String prefix, long targetFileBytes, String compression) {
    public FileWrite {
        columns = List.copyOf(columns);
    }
}
