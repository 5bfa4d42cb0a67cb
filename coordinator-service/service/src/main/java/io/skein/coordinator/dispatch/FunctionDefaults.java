package io.skein.coordinator.dispatch;

import io.skein.coordinator.parse.StatementParser;
import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;

/**
 * Where functions of bare names are.
 *
 * @param schema where they are made
 * @param path where they are looked for by sessions that set no path
 */
record FunctionDefaults(Optional<CatalogSchemaName> schema, Optional<String> path) {
    static final FunctionDefaults NONE = new FunctionDefaults(Optional.empty(), Optional.empty());

    /** Fails on settings that do not fit together, which stops the start. */
    static FunctionDefaults of(SqlConfiguration configuration) {
        Optional<String> catalog = configuration.defaultFunctionCatalog();
        Optional<String> schema = configuration.defaultFunctionSchema();
        if (catalog.isPresent() != schema.isPresent()) {
            throw invalid("skein.coordinator.sql.default-function-catalog and default-function-schema go together");
        }
        configuration.path().ifPresent(FunctionDefaults::check);
        Optional<CatalogSchemaName> functions =
                catalog.flatMap(name -> schema.map(inside -> new CatalogSchemaName(name, inside)));
        return new FunctionDefaults(functions, configuration.path().or(() -> functions.map(CatalogSchemaName::quoted)));
    }

    private static void check(String path) {
        try {
            StatementParser.path(path);
        } catch (SkeinException malformed) {
            throw invalid("skein.coordinator.sql.path is not a path: " + malformed.getMessage());
        }
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.CONFIGURATION_INVALID, message);
    }
}
