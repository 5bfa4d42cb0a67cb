package io.skein.connector.sql.client;

import io.skein.spi.connector.CatalogProperties;
import java.time.Duration;

/**
 * How many connections there are and how long one waits for them.
 *
 * @param maximum connections of one process to one catalog; each split that is read and each sink has its own
 * @param waiting how long to wait for a connection, be it for a free one or for the server to answer
 * @param connecting how long the server may take to accept
 * @param idle when an unused connection is closed
 */
public record PoolSettings(int maximum, Duration waiting, Duration connecting, Duration idle) {
    private static final int DEFAULT_SIZE = 30;
    private static final int MOST = 10_000;

    public static PoolSettings of(CatalogProperties properties) {
        return new PoolSettings(
                properties.integer("connection-pool.max-size", DEFAULT_SIZE, 1, MOST),
                properties.duration("connection-pool.wait-timeout", Duration.ofSeconds(30)),
                properties.duration("connection-timeout", Duration.ofSeconds(10)),
                properties.duration("connection-pool.max-idle-time", Duration.ofMinutes(1)));
    }
}
