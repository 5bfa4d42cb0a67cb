package io.skein.catalog.registry;

import java.util.Map;
import java.util.Optional;

/**
 * A catalog as others see it.
 *
 * @param connector empty when the definition could not be read
 * @param version differs between any two that the catalog has had
 * @param failure why it cannot be used
 */
public record CatalogInfo(
        String name, String connector, Map<String, String> properties, long version, Optional<String> failure) {
    public CatalogInfo {
        properties = Map.copyOf(properties);
    }
}
