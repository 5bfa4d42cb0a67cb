package io.skein.connector.memory;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;

/**
 * {@code connector.name=memory}. Keys: {@code memory.max-data-per-node}, the bytes that all tables together may have; {@code memory.row-changes-enabled},
 * whether rows can be changed, which Trino's connector refuses.
 */
public final class MemoryConnectorFactory implements ConnectorFactory {
    private static final long DEFAULT_BYTES = 128L << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        CatalogProperties entries = CatalogProperties.of(catalog, properties);
        long maximum = entries.bytes("memory.max-data-per-node", DEFAULT_BYTES);
        boolean rowChanges = entries.flag("memory.row-changes-enabled", false);
        entries.end();
        return new MemoryConnector(new MemoryStore(new MemoryLimit(maximum)), rowChanges);
    }
}
