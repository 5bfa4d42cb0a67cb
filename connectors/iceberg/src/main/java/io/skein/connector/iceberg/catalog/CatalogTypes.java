package io.skein.connector.iceberg.catalog;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Which catalogs there are: two of this module, and those that other modules bring. */
public final class CatalogTypes {
    private static final String TYPE = "iceberg.catalog.type";
    private static final String JDBC = "jdbc";
    private static final String REST = "rest";
    private static final List<CatalogType> OTHERS =
            ServiceLoader.load(CatalogType.class, CatalogTypes.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private CatalogTypes() {}

    /**
     * Reads the properties of the catalog's type, which is {@code jdbc} when not said.
     *
     * @param location brings a location into its one form
     */
    public static CatalogSettings parse(String catalog, CatalogProperties properties, UnaryOperator<String> location) {
        String type = properties.text(TYPE).orElse(JDBC);
        return switch (type) {
            case JDBC -> JdbcSettings.parse(properties, location);
            case REST -> RestSettings.parse(properties);
            default ->
                OTHERS.stream()
                        .filter(other -> other.name().equals(type))
                        .findFirst()
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.CONFIGURATION_INVALID,
                                "Catalog '" + catalog + "' has a bad value for '" + TYPE + "': '" + type
                                        + "', there are " + names()))
                        .parse(catalog, properties, location);
        };
    }

    /** Keys of all types whose values are not shown. */
    public static Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(JdbcSettings.SECRETS);
        secrets.addAll(RestSettings.SECRETS);
        OTHERS.forEach(other -> secrets.addAll(other.secrets()));
        return secrets;
    }

    /** Whether the exception says that the service of a catalog of another module failed or was not reached. */
    public static boolean isServiceFailure(RuntimeException failure) {
        return OTHERS.stream().anyMatch(other -> other.isServiceFailure(failure));
    }

    private static String names() {
        TreeSet<String> names = new TreeSet<>(List.of(JDBC, REST));
        OTHERS.forEach(other -> names.add(other.name()));
        List<String> all = new ArrayList<>(names);
        String last = all.removeLast();
        return String.join(", ", all) + " and " + last;
    }
}
