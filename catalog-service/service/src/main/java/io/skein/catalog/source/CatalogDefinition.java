package io.skein.catalog.source;

import java.util.Map;

/** What is said about one catalog, before anybody tries to make its connector. */
public sealed interface CatalogDefinition {
    String name();

    /**
     * Readable.
     *
     * @param written the connector's own properties, with references to secrets
     * @param properties the same, secrets filled in
     * @param revision tells a description that was made anew from an equal one before it; empty where nobody counts
     */
    record Readable(
            String name, String connector, Map<String, String> written, Map<String, String> properties, String revision)
            implements CatalogDefinition {
        public Readable {
            written = Map.copyOf(written);
            properties = Map.copyOf(properties);
        }

        /** One that refers to no secret. */
        public Readable(String name, String connector, Map<String, String> properties) {
            this(name, connector, properties, properties, "");
        }
    }

    /** Not readable: no connector named, a missing secret, a broken file. */
    record Unreadable(String name, String reason) implements CatalogDefinition {}
}
