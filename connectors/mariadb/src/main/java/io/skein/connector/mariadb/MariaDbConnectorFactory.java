package io.skein.connector.mariadb;

import io.skein.connector.sql.SqlSettings;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;
import java.util.Set;

/** {@code connector.name=mariadb}. It connects when it is first asked, so that a catalog can be made while its server is down. */
public final class MariaDbConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return Flavor.MARIADB.connector();
    }

    @Override
    public Set<String> secrets() {
        return SqlSettings.SECRETS;
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        return new MariaDbConnector(
                MariaDbSettings.of(catalog, Flavor.MARIADB, CatalogProperties.of(catalog, properties)));
    }
}
