package io.skein.catalog.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long versions of catalogs are kept that have been replaced or removed: statements that began with them go on with them.
 *
 * @param wanted the version that the current call means; 0 for whichever there is
 * @param grace after the last sign that somebody needs it
 * @param clock nanoseconds
 */
public record OldVersions(LongSupplier wanted, Duration grace, LongSupplier clock) {
    /** They go at once. */
    public static final OldVersions NONE = new OldVersions(() -> 0, Duration.ZERO, System::nanoTime);
}
