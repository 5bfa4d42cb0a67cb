package io.skein.worker.scan;

import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connectors that this worker's tasks use: one for each version of a catalog that a statement has come with, built when first needed. Those of versions
 * that are no more go once no task uses them. Thread-safe.
 */
public final class WorkerCatalogs implements AutoCloseable {
    /** Tasks of a statement may still be on their way. */
    private static final long UNUSED_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<String, ConnectorFactory> factories = new HashMap<>();
    private final CatalogLookup lookup;
    private final LongSupplier clock;
    private final Map<CatalogReference, Entry> entries = new ConcurrentHashMap<>();

    /** @param clock nanoseconds */
    public WorkerCatalogs(Iterable<ConnectorFactory> factories, CatalogLookup lookup, LongSupplier clock) {
        factories.forEach(factory -> this.factories.put(factory.name(), factory));
        this.lookup = lookup;
        this.clock = clock;
    }

    private record Entry(SharedConnector connector, long used) {}

    /** The connector of this version of the catalog; close the lease when done. */
    public SharedConnector.Lease lease(CatalogReference catalog) {
        while (true) {
            CatalogReference version = catalog;
            @Nullable Entry entry = entries.computeIfPresent(catalog, (_, known) -> used(known.connector()));
            if (entry == null) {
                // Where the version that is meant has gone, or none is meant, the answer is another.
                CatalogDefinition definition = lookup.describe(catalog);
                version = new CatalogReference(catalog.name(), definition.version());
                entry = entries.compute(
                        version, (_, known) -> used(known == null ? connect(definition) : known.connector()));
            }
            SharedConnector.@Nullable Lease lease = entry.connector().lease();
            if (lease != null) {
                return lease;
            }
            entries.remove(version, entry);
        }
    }

    private Entry used(SharedConnector connector) {
        return new Entry(connector, clock.getAsLong());
    }

    private SharedConnector connect(CatalogDefinition definition) {
        @Nullable ConnectorFactory factory = factories.get(definition.connector());
        if (factory == null) {
            throw new SkeinException(
                    StandardErrorCode.CATALOG_NOT_AVAILABLE,
                    "Catalog '" + definition.catalog() + "' needs connector '" + definition.connector()
                            + "', which this worker does not have");
        }
        return new SharedConnector(
                factory.create(definition.catalog(), definition.properties(), definition.processes()));
    }

    /** Lets go of the connectors of versions that are no more and that nobody has asked for of late. */
    public void sweep() {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Long> versions = lookup.versions();
        long now = clock.getAsLong();
        entries.forEach((catalog, entry) -> {
            boolean listed = Long.valueOf(catalog.version()).equals(versions.get(catalog.name()));
            if (!listed && now - entry.used() > UNUSED_NANOS && entries.remove(catalog, entry)) {
                entry.connector().retire();
            }
        });
    }

    @Override
    public void close() {
        entries.values().forEach(entry -> entry.connector().retire());
        entries.clear();
    }
}
