package io.skein.spi.connector;

import java.util.List;
import java.util.Map;

/** A part of a table that one task reads. */
public sealed interface Split {
    /** Estimated rows, 0 if unknown; balances tasks. */
    long rows();

    /** Estimated bytes, 0 if unknown. */
    long bytes();

    /**
     * A Parquet file that the kernel reads itself, columns matched by field id (by name where a column has none).
     *
     * @param path absolute local path
     * @param constants values by column name for columns that the file does not hold, as SQL literals of the column's type
     * @param positionDeletes local paths of Parquet position-delete files that apply
     */
    record FileSplit(String path, long bytes, long rows, Map<String, String> constants, List<String> positionDeletes)
            implements Split {
        public FileSplit {
            constants = Map.copyOf(constants);
            positionDeletes = List.copyOf(positionDeletes);
        }
    }

    /** Something the connector's page source reads on the worker; {@code data} is the connector's own encoding. */
    record PageSplit(byte[] data, long bytes, long rows) implements Split {}
}
