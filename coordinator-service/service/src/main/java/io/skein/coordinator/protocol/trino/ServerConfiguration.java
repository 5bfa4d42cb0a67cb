package io.skein.coordinator.protocol.trino;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the server says about itself. */
@ConfigMapping(prefix = "skein.coordinator")
public interface ServerConfiguration {
    /** The deployment's name. */
    @WithDefault("skein")
    String environment();

    /** The version that clients see; some choose features by its leading number, which is Trino's. */
    @WithDefault("476-skein")
    String version();
}
