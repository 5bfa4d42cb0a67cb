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
     * A Parquet file that the kernel reads itself.
     *
     * @param path absolute local path, or a location that {@link ConnectorFiles} reads
     * @param constants values by column name for columns that the file does not hold, as SQL literals of the column's type
     * @param positionDeletes paths or locations of Parquet position-delete files that apply
     * @param equalityDeletes Parquet files whose rows delete all rows with equal values
     */
    record FileSplit(
            String path,
            long bytes,
            long rows,
            Map<String, String> constants,
            List<String> positionDeletes,
            List<EqualityDeletes> equalityDeletes,
            ColumnMatching matching)
            implements Split {
        public FileSplit {
            constants = Map.copyOf(constants);
            positionDeletes = List.copyOf(positionDeletes);
            equalityDeletes = List.copyOf(equalityDeletes);
        }

        /** A file that the kernel reads without further ado. */
        public FileSplit(String path, long bytes, long rows, ColumnMatching matching) {
            this(path, bytes, rows, Map.of(), List.of(), List.of(), matching);
        }

        /** Whether all of its rows count. */
        public boolean undeleted() {
            return positionDeletes.isEmpty() && equalityDeletes.isEmpty();
        }
    }

    /**
     * A delete file.
     *
     * @param path as a split's
     * @param columns what is compared, known by field id; NULL equals NULL
     */
    record EqualityDeletes(String path, List<ColumnHandle> columns) {
        public EqualityDeletes {
            columns = List.copyOf(columns);
        }
    }

    /** How the columns of a scan are found in a file. */
    enum ColumnMatching {
        /** By field id (by name where a column has none): always right. */
        BY_FIELD_ID,
        /** By name: for files written with the table's present columns. It leaves the kernel the file's statistics. */
        BY_NAME
    }

    /** Something the connector's page source reads on the worker; {@code data} is the connector's own encoding. */
    record PageSplit(byte[] data, long bytes, long rows) implements Split {}
}
