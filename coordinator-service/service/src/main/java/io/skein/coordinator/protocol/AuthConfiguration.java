package io.skein.coordinator.protocol;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the auth service is. */
@ConfigMapping(prefix = "skein.coordinator")
public interface AuthConfiguration {
    /** host:port of the auth service. */
    @WithDefault("127.0.0.1:9300")
    String authAddress();

    /** How long an identity is believed before the auth service is asked again. */
    @WithDefault("10s")
    Duration authLifetime();
}
