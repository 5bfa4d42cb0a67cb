package io.skein.catalog.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog as others see it.
 *
 * @param connector empty when the definition could not be read
 * @param version differs between any two that the catalog has had
 * @param dynamicFilterWait how long splits of its tables may be held back for a dynamic filter
 * @param failure why it cannot be used
 */
public record CatalogInfo(
        String name,
        String connector,
        Map<String, String> properties,
        long version,
        Duration dynamicFilterWait,
        Optional<String> failure) {
    public CatalogInfo {
        properties = Map.copyOf(properties);
    }
}
