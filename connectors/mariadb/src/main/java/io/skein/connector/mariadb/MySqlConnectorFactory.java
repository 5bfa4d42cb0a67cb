package io.skein.connector.mariadb;

import io.skein.connector.sql.SqlSettings;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;
import java.util.Set;

/** {@code connector.name=mysql}: the same under MySQL's names. */
public final class MySqlConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return Flavor.MYSQL.connector();
    }

    @Override
    public Set<String> secrets() {
        return SqlSettings.SECRETS;
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        return new MariaDbConnector(
                MariaDbSettings.of(catalog, Flavor.MYSQL, CatalogProperties.of(catalog, properties)));
    }
}
