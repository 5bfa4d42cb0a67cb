package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.statement.SessionView;
import io.skein.spi.connector.CatalogSchemaName;
import io.trino.sql.tree.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The path: the schemas where functions of bare names are looked for after the engine's own. */
public final class FunctionPath {
    private FunctionPath() {}

    /** The session's. An element without a catalog is of the session's catalog, and is left out where there is none. */
    public static List<CatalogSchemaName> of(SessionView session) {
        return session
                .client()
                .path()
                .filter(path -> !path.isBlank())
                .map(path -> StatementParser.path(path).getPath())
                .orElse(List.of())
                .stream()
                .flatMap(element -> element
                        .getCatalog()
                        .map(Identifier::getValue)
                        .or(session::catalog)
                        .map(catalog -> new CatalogSchemaName(
                                lower(catalog), lower(element.getSchema().getValue())))
                        .stream())
                .toList();
    }

    /** A path's text. */
    public static String text(List<CatalogSchemaName> path) {
        return path.stream().map(CatalogSchemaName::quoted).collect(Collectors.joining(", "));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
