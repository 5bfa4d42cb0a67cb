package io.skein.connector.tpcds;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;

/**
 * {@code connector.name=tpcds}. Keys: {@code tpcds.splits-per-node} (the least number of splits of a table that is worth splitting),
 * {@code tpcds.with-no-sexism} (the generator's other set of managers' names).
 */
public final class TpcdsConnectorFactory implements ConnectorFactory {
    private static final int SPLITS = 4;
    private static final int MAX_SPLITS = 10_000;

    @Override
    public String name() {
        return "tpcds";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        CatalogProperties entries = CatalogProperties.of(catalog, properties);
        int splits = entries.integer("tpcds.splits-per-node", SPLITS, 1, MAX_SPLITS);
        boolean noSexism = entries.flag("tpcds.with-no-sexism", false);
        entries.end();
        return new TpcdsConnector(splits, noSexism);
    }
}
