package io.skein.coordinator.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the coordinator keeps its list of workers. */
@ConfigMapping(prefix = "skein.coordinator.cluster")
public interface ClusterConfiguration {
    /** How often workers are asked to report. */
    @WithDefault("1s")
    Duration heartbeatInterval();

    /** A worker silent for this long is lost, and with it the queries that run there; one whose port still takes connections, after five times as long. */
    @WithDefault("4s")
    Duration heartbeatTimeout();

    /** How long a query waits for a first worker to join. */
    @WithDefault("5s")
    Duration workerWait();
}
