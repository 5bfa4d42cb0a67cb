package io.skein.connector.postgresql;

import io.skein.connector.sql.SqlSettings;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;
import java.util.Set;

/** {@code connector.name=postgresql}. It connects when it is first asked, so that a catalog can be made while its server is down. */
public final class PostgresConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        return create(catalog, properties, 1);
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties, int processes) {
        PostgresSettings settings = PostgresSettings.of(catalog, CatalogProperties.of(catalog, properties));
        return new PostgresConnector(settings, settings.shared().pool().among(catalog, processes));
    }

    @Override
    public Set<String> secrets() {
        return SqlSettings.SECRETS;
    }
}
