package io.skein.worker.scan;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The connectors that this worker's tasks use, built when first needed and again when their catalog has changed. Thread-safe. */
public final class WorkerCatalogs implements AutoCloseable {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, ConnectorFactory> factories = new HashMap<>();
    private final Function<String, CatalogDefinition> definitions;
    private final LongSupplier clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * @param definitions asks the catalog service
     * @param clock nanoseconds
     */
    public WorkerCatalogs(
            Iterable<ConnectorFactory> factories, Function<String, CatalogDefinition> definitions, LongSupplier clock) {
        factories.forEach(factory -> this.factories.put(factory.name(), factory));
        this.definitions = definitions;
        this.clock = clock;
    }

    private record Entry(CatalogDefinition definition, SharedConnector connector, long checked) {}

    /** The catalog's connector as it is now; close the lease when done. */
    public SharedConnector.Lease lease(String catalog) {
        while (true) {
            Entry entry = entries.compute(
                    catalog,
                    (name, known) -> known != null && clock.getAsLong() - known.checked() < FRESH_NANOS
                            ? known
                            : refresh(name, known));
            SharedConnector.Lease lease = entry.connector().lease();
            if (lease != null) {
                return lease;
            }
            entries.remove(catalog, entry);
        }
    }

    private Entry refresh(String catalog, @org.jspecify.annotations.Nullable Entry known) {
        CatalogDefinition definition = definitions.apply(catalog);
        if (known != null && known.definition().version() == definition.version()) {
            return new Entry(known.definition(), known.connector(), clock.getAsLong());
        }
        ConnectorFactory factory = factories.get(definition.connector());
        if (factory == null) {
            throw new SkeinException(
                    StandardErrorCode.CATALOG_NOT_AVAILABLE,
                    "Catalog '" + catalog + "' needs connector '" + definition.connector()
                            + "', which this worker does not have");
        }
        Connector connector = factory.create(catalog, definition.properties());
        if (known != null) {
            known.connector().retire();
        }
        return new Entry(definition, new SharedConnector(connector), clock.getAsLong());
    }

    @Override
    public void close() {
        entries.values().forEach(entry -> entry.connector().retire());
        entries.clear();
    }
}
