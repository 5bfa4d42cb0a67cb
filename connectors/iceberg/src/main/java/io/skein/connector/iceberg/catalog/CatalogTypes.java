package io.skein.connector.iceberg.catalog;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.function.UnaryOperator;

/** Which catalogs there are. */
public final class CatalogTypes {
    private static final String TYPE = "iceberg.catalog.type";

    private CatalogTypes() {}

    /**
     * Reads the properties of the catalog's type, which is {@code jdbc} when not said.
     *
     * @param location brings a location into its one form
     */
    public static CatalogSettings parse(String catalog, CatalogProperties properties, UnaryOperator<String> location) {
        String type = properties.text(TYPE).orElse("jdbc");
        return switch (type) {
            case "jdbc" -> JdbcSettings.parse(properties, location);
            case "rest" -> RestSettings.parse(properties);
            default ->
                throw new SkeinException(
                        StandardErrorCode.CONFIGURATION_INVALID,
                        "Catalog '" + catalog + "' has a bad value for '" + TYPE + "': '" + type
                                + "', there are jdbc and rest");
        };
    }
}
