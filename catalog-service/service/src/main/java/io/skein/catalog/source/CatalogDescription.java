package io.skein.catalog.source;

import java.util.Map;
import java.util.UUID;

/**
 * A catalog as a statement describes it.
 *
 * @param properties the connector's own, with references such as {@code ${ENV:NAME}}
 * @param revision another one with each change
 */
public record CatalogDescription(String name, String connector, Map<String, String> properties, String revision) {
    public CatalogDescription {
        properties = Map.copyOf(properties);
    }

    /** One that has not been kept yet. */
    public static CatalogDescription of(String name, String connector, Map<String, String> properties) {
        return new CatalogDescription(
                name, connector, properties, UUID.randomUUID().toString());
    }

    /** The same catalog with other properties. */
    public CatalogDescription with(Map<String, String> changed) {
        return of(name, connector, changed);
    }
}
