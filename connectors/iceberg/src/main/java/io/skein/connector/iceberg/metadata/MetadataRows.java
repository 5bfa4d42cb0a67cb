package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.List;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A metadata table's columns and rows. Values are Iceberg's own (days, microseconds, buffers), rows of values {@code Object[]}; a timestamp with time zone
 * is the row of its microseconds and its zone.
 */
interface MetadataRows {
    List<ColumnMetadata> columns();

    CloseableIterable<Object[]> rows();

    /** A column without more to say about it. */
    static ColumnMetadata column(String name, Type type) {
        return ColumnMetadata.of(name, type);
    }
}
