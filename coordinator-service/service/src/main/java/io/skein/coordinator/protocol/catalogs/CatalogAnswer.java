package io.skein.coordinator.protocol.catalogs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.skein.coordinator.catalog.ShownCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One catalog.
 *
 * @param state {@code WORKING} or {@code BROKEN}
 * @param failure why it cannot be used
 * @param stored whether it can be changed here; false where a file describes it
 * @param properties with {@code ***} in place of secrets
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CatalogAnswer(
        String name,
        String connector,
        String state,
        Optional<String> failure,
        boolean stored,
        Map<String, String> properties) {
    static CatalogAnswer of(ShownCatalog catalog) {
        return new CatalogAnswer(
                catalog.name(),
                catalog.connector(),
                ListedCatalog.state(catalog.failure()),
                catalog.failure(),
                catalog.stored(),
                new TreeMap<>(catalog.properties()));
    }
}
