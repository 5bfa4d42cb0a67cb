package io.skein.connector.tpch;

import io.skein.connector.tpch.TpchShape.ColumnNaming;
import io.skein.connector.tpch.TpchShape.DoubleTypeMapping;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;

/**
 * {@code connector.name=tpch}. Keys: {@code tpch.column-naming} (SIMPLIFIED or STANDARD), {@code tpch.double-type-mapping} (DOUBLE or DECIMAL),
 * {@code tpch.splits-per-node} (the least number of splits of a table that is worth splitting).
 */
public final class TpchConnectorFactory implements ConnectorFactory {
    private static final int SPLITS = 4;
    private static final int MAX_SPLITS = 10_000;

    @Override
    public String name() {
        return "tpch";
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        CatalogProperties entries = CatalogProperties.of(catalog, properties);
        TpchShape shape = new TpchShape(
                entries.choice("tpch.column-naming", ColumnNaming.SIMPLIFIED),
                entries.choice("tpch.double-type-mapping", DoubleTypeMapping.DOUBLE));
        int splits = entries.integer("tpch.splits-per-node", SPLITS, 1, MAX_SPLITS);
        entries.end();
        return new TpchConnector(shape, splits);
    }
}
