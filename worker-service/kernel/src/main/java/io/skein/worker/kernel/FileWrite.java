package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.WriteHandle;
import java.util.List;
import java.util.Optional;

/**
 * Parquet files to be written.
 *
 * @param columns the query's columns, in order, under their names in the files
 * @param prefix what all names of this write's files begin with
 * @param deleted for a target that wants no files of deleted rows
 */
public record FileWrite(
        List<ColumnHandle> columns, String prefix, WriteHandle.Files target, Optional<DeletedRowsSink> deleted) {
    public FileWrite {
        columns = List.copyOf(columns);
    }

    /** A write that takes rows away, if it does so, by files. */
    public FileWrite(List<ColumnHandle> columns, String prefix, WriteHandle.Files target) {
        this(columns, prefix, target, Optional.empty());
    }

    /** Whether the rows themselves say where they go, so that they are looked at more than once. */
    boolean staged() {
        return !target.layout().partitioning().isEmpty() || target.rows().changes();
    }
}
