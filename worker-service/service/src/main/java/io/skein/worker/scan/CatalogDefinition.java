package io.skein.worker.scan;

import java.util.Map;

/** How to build a catalog's connector; the version differs between any two that the catalog has had. */
public record CatalogDefinition(String catalog, String connector, Map<String, String> properties, long version) {
    public CatalogDefinition {
        properties = Map.copyOf(properties);
    }
}
