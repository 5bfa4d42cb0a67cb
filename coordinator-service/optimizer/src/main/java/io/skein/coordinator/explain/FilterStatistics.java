package io.skein.coordinator.explain;

import io.skein.spi.connector.Domain;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of a dynamic filter.
 *
 * @param id the filter's
 * @param values that the scan was told, empty when it was told nothing
 * @param collected how long the build side took, empty when it took too long
 * @param waited how long the scan was held back
 * @param splits that were left of the scan
 * @param rows in them, as far as that is known
 * @param bytes of them, as far as that is known
 */
public record FilterStatistics(
        String id,
        Optional<Domain> values,
        Optional<Duration> collected,
        Duration waited,
        int splits,
        long rows,
        long bytes) {}
