package io.skein.coordinator.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * How a catalog was made.
 *
 * @param connector empty when its description cannot be read
 * @param properties without secrets
 * @param failure why it cannot be used
 * @param stored whether a statement can change it
 */
public record ShownCatalog(
        String name, String connector, Map<String, String> properties, Optional<String> failure, boolean stored) {
    public ShownCatalog {
        properties = Map.copyOf(properties);
    }
}
