package io.skein.connector.sql.client;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;

/**
 * How many connections there are and how long one waits for them.
 *
 * @param total connections that all processes together may have to one catalog; each split that is read and each sink has its own
 * @param maximum how many of them this process may have
 * @param waiting how long to wait for a connection, be it for a free one or for the server to answer
 * @param connecting how long the server may take to accept
 * @param idle when an unused connection is closed
 */
public record PoolSettings(int total, int maximum, Duration waiting, Duration connecting, Duration idle) {
    private static final String SIZE = "connection-pool.max-size";
    private static final int DEFAULT_SIZE = 30;
    private static final int MOST = 10_000;

    public static PoolSettings of(CatalogProperties properties) {
        int total = properties.integer(SIZE, DEFAULT_SIZE, 1, MOST);
        return new PoolSettings(
                total,
                total,
                properties.duration("connection-pool.wait-timeout", Duration.ofSeconds(30)),
                properties.duration("connection-timeout", Duration.ofSeconds(10)),
                properties.duration("connection-pool.max-idle-time", Duration.ofMinutes(1)));
    }

    /** For whoever has waited in vain. */
    String sizes() {
        return SIZE + " is " + total + (maximum < total ? ", of which this process has " + maximum : "");
    }

    /**
     * The share of one of so many processes, which is as large as that of any other.
     *
     * @throws SkeinException CONFIGURATION_INVALID where there are more processes than connections
     */
    public PoolSettings among(String catalog, int processes) {
        if (total < processes) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' has a bad value for '" + SIZE + "': " + total
                            + " connections are not enough for the catalog service and " + (processes - 1)
                            + " workers");
        }
        return new PoolSettings(total, total / processes, waiting, connecting, idle);
    }
}
