package io.skein.spi.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table's shape.
 *
 * @param properties the WITH clause's properties, values as SQL literals or expressions text ({@code 'PARQUET'}, {@code ARRAY['month']}, {@code 2})
 */
public record TableMetadata(
        SchemaTableName name, List<ColumnMetadata> columns, Map<String, String> properties, Optional<String> comment) {
    public TableMetadata {
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }
}
