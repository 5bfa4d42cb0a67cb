package io.skein.spi.connector;

import java.util.Map;
import java.util.Set;

/** Makes connectors of one kind; found by {@link java.util.ServiceLoader}. */
public interface ConnectorFactory {
    /** The {@code connector.name} in a catalog file. */
    String name();

    /**
     * Makes the connector. Unknown keys and bad values are refused with CONFIGURATION_INVALID naming the key (and the nearest known one).
     *
     * @param properties the catalog file's entries without {@code connector.name}
     */
    Connector create(String catalog, Map<String, String> properties);

    /**
     * The same in one of so many processes which each have the connector. What a catalog may have so much of in all, as connections to its source, is
     * shared out among them.
     */
    default Connector create(String catalog, Map<String, String> properties, int processes) {
        return create(catalog, properties);
    }

    /** The keys whose values nobody may see who asks how a catalog was made. */
    default Set<String> secrets() {
        return Set.of();
    }
}
