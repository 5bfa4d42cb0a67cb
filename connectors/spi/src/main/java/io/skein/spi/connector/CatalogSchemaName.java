package io.skein.spi.connector;

/** A schema with its catalog, as the path on which functions are looked for names it. */
public record CatalogSchemaName(String catalog, String schema) {
    /** As an element of a path's text. */
    public String quoted() {
        return quoted(catalog) + "." + quoted(schema);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return catalog + "." + schema;
    }
}
