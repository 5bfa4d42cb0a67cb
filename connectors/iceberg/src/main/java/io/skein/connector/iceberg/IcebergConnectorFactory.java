package io.skein.connector.iceberg;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;
import java.util.Set;

/** Makes Iceberg connectors. Nothing is touched before the first use: workers make one too, and only read the files of its splits. */
public final class IcebergConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "iceberg";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        return new IcebergConnector(IcebergConfiguration.parse(catalog, properties));
    }

    @Override
    public Set<String> secrets() {
        return IcebergConfiguration.secrets();
    }
}
