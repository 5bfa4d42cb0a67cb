package io.skein.coordinator.protocol.catalogs;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalog to be made.
 *
 * @param connector a connector's name, such as {@code postgresql}
 * @param properties the connector's own; values may refer to the catalog service's environment as {@code ${ENV:NAME}}
 */
public record NewCatalog(
        @NotNull
        @Pattern(regexp = "[a-z0-9_][a-z0-9_-]*", message = "has lower-case letters, digits, '_' and '-'")
        @Nullable
        String name,

        @NotBlank @Nullable String connector,
        @Nullable Map<@NotBlank String, @NotNull @NotMasked String> properties) {}
