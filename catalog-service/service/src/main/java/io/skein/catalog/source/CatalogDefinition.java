package io.skein.catalog.source;

import java.util.Map;

/** What is said about one catalog, before anybody tries to make its connector. */
public sealed interface CatalogDefinition {
    String name();

    /**
     * Readable.
     *
     * @param properties the connector's own, secrets filled in
     */
    record Readable(String name, String connector, Map<String, String> properties) implements CatalogDefinition {
        public Readable {
            properties = Map.copyOf(properties);
        }
    }

    /** Not readable: no connector named, a missing secret, a broken file. */
    record Unreadable(String name, String reason) implements CatalogDefinition {}
}
