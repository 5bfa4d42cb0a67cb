package io.skein.coordinator.schedule;

import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.spi.connector.Domain;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of a dynamic filter.
 *
 * @param values what the probe side was told; empty when it was told nothing: the build side was too large, or too late
 * @param collected how long the build side took, empty while it is at work
 * @param waited how long the scan was held back
 * @param splits of the scan, as it was read
 */
public record FilterReport(
        DynamicFilter filter, Optional<Domain> values, Optional<Duration> collected, Duration waited, Splits splits) {
    /** Splits that were planned for a scan. */
    public record Splits(int count, long rows, long bytes) {
        static final Splits NONE = new Splits(0, 0, 0);
    }
}
