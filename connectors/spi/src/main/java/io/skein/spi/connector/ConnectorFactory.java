package io.skein.spi.connector;

import java.util.Map;

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
}
