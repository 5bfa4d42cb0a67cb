package io.skein.coordinator.protocol.catalogs;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some of a catalog's properties; null takes one away. */
public record ChangedProperties(@NotEmpty @Nullable Map<@NotBlank String, @NotMasked @Nullable String> properties) {}
