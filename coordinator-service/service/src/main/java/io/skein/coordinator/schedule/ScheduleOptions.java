package io.skein.coordinator.schedule;

import io.skein.coordinator.catalog.CatalogPins;
import io.skein.rpc.Caller;
import io.skein.spi.connector.WriteHandle;
import java.util.Optional;

/**
 * How a query runs, beyond its fragments.
 *
 * @param catalogs the versions that the statement sees
 * @param memoryLimitBytes of each task, 0 for the worker's own limit
 * @param profile whether tasks collect operator statistics
 * @param write the write under way that writing fragments feed
 */
public record ScheduleOptions(
        Caller caller, CatalogPins catalogs, long memoryLimitBytes, boolean profile, Optional<Write> write) {
    /** A write that has begun. */
    public record Write(String catalog, WriteHandle handle) {}
}
