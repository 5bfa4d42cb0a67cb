package io.skein.catalog.registry;

import java.util.Map;
import java.util.Optional;

/**
 * How a catalog was made, for those who may know.
 *
 * @param connector empty when the definition could not be read
 * @param properties as they were written, without secrets
 * @param failure why it cannot be used
 */
public record ShownCatalog(String name, String connector, Map<String, String> properties, Optional<String> failure) {
    public ShownCatalog {
        properties = Map.copyOf(properties);
    }
}
