package io.skein.spi.connector;

import java.util.List;
import java.util.Optional;

/**
 * A function written in SQL.
 *
 * @param signature the types of its parameters, {@code (bigint,varchar)}: what tells it from others of its name
 * @param sql the declaration's text from FUNCTION on
 * @param path where the functions that it calls by their bare names were looked for when it was made
 * @param owner with whose rights it runs; empty for those of whoever calls
 */
public record StoredFunction(
        SchemaFunctionName name, String signature, String sql, List<CatalogSchemaName> path, Optional<String> owner) {
    public StoredFunction {
        path = List.copyOf(path);
    }
}
