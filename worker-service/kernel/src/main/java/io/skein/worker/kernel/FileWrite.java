package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.WriteHandle;
import java.util.List;

/**
 * Parquet files to be written.
 *
 * @param columns the query's columns, in order, under their names in the files
 * @param prefix what all names of this write's files begin with
 */
public record FileWrite(List<ColumnHandle> columns, String prefix, WriteHandle.Files target) {
    public FileWrite {
        columns = List.copyOf(columns);
    }

    /** Whether the rows themselves say where they go, so that they are looked at more than once. */
    boolean staged() {
        return !target.layout().partitioning().isEmpty() || target.rows() == WriteHandle.Rows.CHANGED;
    }
}
