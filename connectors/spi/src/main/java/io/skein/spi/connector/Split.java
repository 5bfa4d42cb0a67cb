package io.skein.spi.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param defaults the same for columns that the file may hold or not
     * @param part what is read of the file; {@code bytes} and {@code rows} are the whole file's
     */
    record FileSplit(
            String path,
            long bytes,
            long rows,
            Map<String, String> constants,
            Map<String, String> defaults,
            FieldIds fieldIds,
            Deletes deletes,
            ColumnMatching matching,
            Part part)
            implements Split {
        public FileSplit {
            constants = Map.copyOf(constants);
            defaults = Map.copyOf(defaults);
        }

        /** A file that the kernel reads without further ado. */
        public FileSplit(String path, long bytes, long rows, ColumnMatching matching) {
            this(path, bytes, rows, Map.of(), Map.of(), FieldIds.NONE, Deletes.NONE, matching);
        }

        /** A whole file. */
        public FileSplit(
                String path,
                long bytes,
                long rows,
                Map<String, String> constants,
                Map<String, String> defaults,
                FieldIds fieldIds,
                Deletes deletes,
                ColumnMatching matching) {
            this(path, bytes, rows, constants, defaults, fieldIds, deletes, matching, Part.WHOLE);
        }

        /** A part of it. */
        public FileSplit withPart(Part one) {
            return new FileSplit(path, bytes, rows, constants, defaults, fieldIds, deletes, matching, one);
        }
    }

    /**
     * What is to be known of fields whose ids a file's columns alone do not tell.
     *
     * @param nested of nested columns whose fields may have other names or none in the file: the ids of all fields within, in the order of the type's
     *     text, each before those below it; the file's fields are found by them
     * @param names which ids fields have in a file that holds no ids at all; others are not read from it. Empty where files hold ids
     */
    record FieldIds(Map<String, List<Integer>> nested, List<NamedField> names) {
        /** The file's own ids tell all. */
        public static final FieldIds NONE = new FieldIds(Map.of(), List.of());

        public FieldIds {
            nested = Map.copyOf(nested);
            names = List.copyOf(names);
        }
    }

    /**
     * A field and the names that it may have in files: an entry of Iceberg's name mapping.
     *
     * @param fields those within; of arrays {@code element}, of maps {@code key} and {@code value}
     */
    record NamedField(int id, List<String> names, List<NamedField> fields) {
        public NamedField {
            names = List.copyOf(names);
            fields = List.copyOf(fields);
        }
    }

    /** One of several parts of a file, of about as many row groups each. */
    record Part(int index, int count) {
        public static final Part WHOLE = new Part(0, 1);

        public Part {
            if (index < 0 || index >= count) {
                throw new IllegalArgumentException("Part " + index + " of " + count);
            }
        }

        public boolean whole() {
            return count == 1;
        }

        /** Where this part of the first {@code total} things begins. */
        public int start(int total) {
            return (int) ((long) total * index / count);
        }

        /** Where it ends, which is where the next one begins. */
        public int end(int total) {
            return (int) ((long) total * (index + 1) / count);
        }

        /** About how much of the whole file's bytes or rows it has; all parts add up to it. */
        public long of(long whole) {
            return whole / count + (index < whole % count ? 1 : 0);
        }
    }

    /**
     * Which rows of a file are no more.
     *
     * @param positions paths or locations of Parquet files of Iceberg's position deletes
     * @param values Parquet files whose rows delete all rows with equal values
     * @param vector the one deletion vector
     */
    record Deletes(List<String> positions, List<EqualityDeletes> values, Optional<DeletionVector> vector) {
        /** All rows are there. */
        public static final Deletes NONE = new Deletes(List.of(), List.of(), Optional.empty());

        public Deletes {
            positions = List.copyOf(positions);
            values = List.copyOf(values);
        }

        /** Whether all rows are there. */
        public boolean isEmpty() {
            return positions.isEmpty() && values.isEmpty() && vector.isEmpty();
        }
    }

    /**
     * A blob of the type {@code deletion-vector-v1} of Iceberg's Puffin specification.
     *
     * @param path of the Puffin file, as a split's
     * @param fileBytes the length of that file
     * @param offset where the blob begins in it
     * @param bytes the blob's length
     * @param rows how many rows it takes away
     */
    record DeletionVector(String path, long fileBytes, long offset, long bytes, long rows) {}

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
