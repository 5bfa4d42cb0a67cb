package io.skein.coordinator.protocol.catalogs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A catalog in the list.
 *
 * @param state {@code WORKING} or {@code BROKEN}, as in {@code system.metadata.catalogs}
 * @param failure why it cannot be used
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ListedCatalog(String name, String connector, String state, Optional<String> failure) {
    static String state(Optional<String> failure) {
        return failure.isPresent() ? "BROKEN" : "WORKING";
    }
}
