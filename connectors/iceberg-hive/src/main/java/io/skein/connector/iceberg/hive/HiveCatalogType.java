package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.CatalogType;
import io.skein.spi.connector.CatalogProperties;
import java.util.function.UnaryOperator;

/** Catalogs of the type {@code hive_metastore}. */
public final class HiveCatalogType implements CatalogType {
    @Override
    public String name() {
        return "hive_metastore";
    }

    @Override
    public CatalogSettings parse(String catalog, CatalogProperties properties, UnaryOperator<String> location) {
        return HiveSettings.parse(catalog, properties);
    }

    /** None: the metastore's failures are errors of the house from where they arise. */
    @Override
    public boolean isServiceFailure(RuntimeException failure) {
        return false;
    }
}
