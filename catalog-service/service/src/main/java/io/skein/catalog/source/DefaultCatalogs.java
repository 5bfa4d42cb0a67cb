package io.skein.catalog.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What there is when nobody describes a catalog: generated data, tables in memory, and an empty Iceberg warehouse. */
public final class DefaultCatalogs {
    private DefaultCatalogs() {}

    /** The warehouse is {@code iceberg} under the data directory. */
    public static List<CatalogDefinition> under(Path dataDirectory) {
        Path warehouse = dataDirectory.toAbsolutePath().normalize().resolve("iceberg");
        return List.of(
                new CatalogDefinition.Readable("tpch", "tpch", Map.of()),
                new CatalogDefinition.Readable("tpcds", "tpcds", Map.of()),
                new CatalogDefinition.Readable("memory", "memory", Map.of()),
                new CatalogDefinition.Readable(
                        "iceberg",
                        "iceberg",
                        Map.of("iceberg.jdbc-catalog.default-warehouse-dir", warehouse.toString())));
    }
}
