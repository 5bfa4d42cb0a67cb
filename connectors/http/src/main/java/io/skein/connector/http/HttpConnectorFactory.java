package io.skein.connector.http;

import io.skein.connector.http.table.Definitions;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;

/** {@code connector.name=http}. No server is asked before a statement is. */
public final class HttpConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "http";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        HttpSettings settings = HttpSettings.of(catalog, CatalogProperties.of(catalog, properties));
        Definitions tables = settings.tables(System.getenv());
        tables.check();
        return new HttpConnector(settings, tables);
    }
}
