package io.skein.connector.iceberg.catalog;

import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;

/**
 * A table's metadata, and how its files are reached.
 *
 * @param source the library's table whose files these are: it closes them when nobody holds it any more
 */
public record LoadedTable(TableMetadata metadata, FileIO files, Optional<Table> source) {}
