package io.skein.worker.scan;

import java.util.Map;

/**
 * How to build a catalog's connector.
 *
 * @param version differs between any two that the catalog has had
 * @param processes how many have such a connector
 */
public record CatalogDefinition(
        String catalog, String connector, Map<String, String> properties, long version, int processes) {
    public CatalogDefinition {
        properties = Map.copyOf(properties);
    }
}
