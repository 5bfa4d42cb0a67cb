package io.skein.coordinator.protocol.flightsql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the Flight SQL door listens. */
@ConfigMapping(prefix = "skein.coordinator")
public interface FlightConfiguration {
    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String flightHost();

    /** The port; 0 takes a free one. */
    @WithDefault("32010")
    int flightPort();

    /** How long a session, its token and its prepared statements live without a call. */
    @WithDefault("1h")
    Duration flightSessionTimeout();
}
