package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import java.util.List;
import java.util.Map;

/**
 * Parquet files to be written.
 *
 * @param columns the query's columns, in order, under their names in the files
 * @param prefix what all names of this write's files begin with
 * @param nestedFieldIds by column, for nested columns: the ids of all fields within, each before those below it
 * @param targetFileBytes a new file is begun about here
 */
public record FileWrite(
        List<ColumnHandle> columns,
        Map<String, List<Integer>> nestedFieldIds,
        String directory,
        String prefix,
        long targetFileBytes,
        String compression) {
    public FileWrite {
        columns = List.copyOf(columns);
        nestedFieldIds = Map.copyOf(nestedFieldIds);
    }
}
