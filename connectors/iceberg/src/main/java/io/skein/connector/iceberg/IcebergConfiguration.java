package io.skein.connector.iceberg;

import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.table.CatalogDatabase;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.util.Map;

/**
 * A catalog's settings, under Trino's names.
 *
 * @param targetFileBytes sinks begin a new file about here
 */
record IcebergConfiguration(
        String catalog, Path warehouse, CatalogDatabase database, long targetFileBytes, Compression compression) {
    private static final String PREFIX = "iceberg.jdbc-catalog.";
    private static final long TARGET_FILE_BYTES = 128L << 20;

    /** How data files are compressed. */
    enum Compression {
        NONE("uncompressed"),
        SNAPPY("snappy"),
        GZIP("gzip"),
        ZSTD("zstd");

        private final String kernelName;

        Compression(String kernelName) {
            this.kernelName = kernelName;
        }

        String kernelName() {
            return kernelName;
        }
    }

    static IcebergConfiguration parse(String catalog, Map<String, String> entries) {
        CatalogProperties properties = CatalogProperties.of(catalog, entries);
        String type = properties.text("iceberg.catalog.type").orElse("jdbc");
        Path warehouse = LocalPaths.directory(properties.required(PREFIX + "default-warehouse-dir"));
        CatalogDatabase database = new CatalogDatabase(
                properties.text(PREFIX + "catalog-name").orElse("iceberg"),
                properties.text(PREFIX + "driver-class").orElse("org.sqlite.JDBC"),
                properties.text(PREFIX + "connection-url").orElse("jdbc:sqlite:" + warehouse.resolve("catalog.db")),
                properties.text(PREFIX + "connection-user").orElse(""),
                properties.text(PREFIX + "connection-password").orElse(""));
        IcebergConfiguration configuration = new IcebergConfiguration(
                catalog,
                warehouse,
                database,
                properties.bytes("iceberg.target-max-file-size", TARGET_FILE_BYTES),
                properties.choice("iceberg.compression-codec", Compression.ZSTD));
        properties.end();
        if (!type.equals("jdbc")) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' has a bad value for 'iceberg.catalog.type': '" + type
                            + "', there is only jdbc");
        }
        return configuration;
    }
}
