package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.FileSplit;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parquet files to be read as one relation.
 *
 * @param symbols the relation's column names, one for each column
 * @param files local ones
 * @param origins where files that are copies come from, by their paths: under which they are known to delete files and to users
 * @param ranges the only rows that may be read of some files, by their paths
 * @param predicate of the rows that are wanted, on the symbols; all where it is empty
 * @param shapes of files whose nested columns may have other fields than the table's, or that hold no field ids, by their paths
 */
public record FileScan(
        String name,
        List<ColumnHandle> columns,
        List<String> symbols,
        List<FileSplit> files,
        Map<String, String> origins,
        Map<String, RowRange> ranges,
        Optional<String> predicate,
        Map<String, FileShape> shapes) {
    public FileScan {
        shapes = Map.copyOf(shapes);
        ranges = Map.copyOf(ranges);
        origins = Map.copyOf(origins);
        columns = List.copyOf(columns);
        symbols = List.copyOf(symbols);
        files = List.copyOf(files);
        if (columns.size() != symbols.size()) {
            throw new IllegalArgumentException("Each column has a symbol");
        }
    }

    /** A scan of files that are where their table has them. */
    public FileScan(String name, List<ColumnHandle> columns, List<String> symbols, List<FileSplit> files) {
        this(name, columns, symbols, files, Map.of(), Map.of(), Optional.empty(), Map.of());
    }

    /** A scan of copies of files, of which parts may be there. */
    public FileScan(
            String name,
            List<ColumnHandle> columns,
            List<String> symbols,
            List<FileSplit> files,
            Map<String, String> origins,
            Map<String, RowRange> ranges) {
        this(name, columns, symbols, files, origins, ranges, Optional.empty(), Map.of());
    }

    /** The scan that knows the shapes of its files, where these matter. */
    FileScan shaped(KernelStatement statement) throws SQLException {
        Map<String, FileShape> read = new HashMap<>();
        for (FileSplit file : files) {
            boolean nested =
                    columns.stream().anyMatch(column -> file.fieldIds().nested().containsKey(column.name()));
            if (nested || !file.fieldIds().names().isEmpty()) {
                FileShape shape = FileShape.of(statement, file.path());
                if (!shape.hasIds() && !file.fieldIds().names().isEmpty()) {
                    read.put(file.path(), shape.named(file.fieldIds().names()));
                } else if (nested) {
                    read.put(file.path(), shape);
                }
            }
        }
        return read.isEmpty() ? this : new FileScan(name, columns, symbols, files, origins, ranges, predicate, read);
    }

    /** The scan of just the rows for which the predicate holds, if there is one. */
    public FileScan where(Optional<String> wanted) {
        return new FileScan(name, columns, symbols, files, origins, ranges, wanted, shapes);
    }

    /** The file's own shape, where it matters. */
    Optional<FileShape> shape(FileSplit file) {
        return Optional.ofNullable(shapes.get(file.path()));
    }

    /** The only rows of the file that may be read, if there are others. */
    Optional<RowRange> range(FileSplit file) {
        return Optional.ofNullable(ranges.get(file.path()));
    }

    /** What the file is known as. */
    String origin(FileSplit file) {
        return origins.getOrDefault(file.path(), file.path());
    }

    /** The text with the files' origins in the place of their paths. */
    String withOrigins(String text) {
        String named = text;
        for (Map.Entry<String, String> origin : origins.entrySet()) {
            named = named.replace(origin.getKey(), origin.getValue());
        }
        return named;
    }

    /** A select list that gives each column its symbol; one constant where there are no columns. */
    String select(IntFunction<String> column) {
        return columns.isEmpty()
                ? "1"
                : IntStream.range(0, columns.size())
                        .mapToObj(i -> column.apply(i) + " AS " + SqlText.identifier(symbols.get(i)))
                        .collect(Collectors.joining(", "));
    }
}
