package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.FileSplit;
import java.util.List;

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
}
