package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.FileSplit;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parquet files to be read as one relation.
 *
 * @param symbols the relation's column names, one for each column
 */
public record FileScan(String name, List<ColumnHandle> columns, List<String> symbols, List<FileSplit> files) {
    public FileScan {
        columns = List.copyOf(columns);
        symbols = List.copyOf(symbols);
        files = List.copyOf(files);
        if (columns.size() != symbols.size()) {
            throw new IllegalArgumentException("Each column has a symbol");
        }
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
