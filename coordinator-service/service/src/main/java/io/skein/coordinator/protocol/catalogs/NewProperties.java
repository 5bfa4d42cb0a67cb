package io.skein.coordinator.protocol.catalogs;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of a catalog's properties anew: what is not among them goes back to its default. */
public record NewProperties(@NotNull @Nullable Map<@NotBlank String, @NotNull @NotMasked String> properties) {}
