package io.skein.connector.iceberg.catalog;

import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A database that lists the tables; without further ado a SQLite file in the warehouse. */
public record JdbcSettings(String warehouse, CatalogDatabase database) implements CatalogSettings {
    private static final String PREFIX = "iceberg.jdbc-catalog.";
    private static final String DIRECTORY = PREFIX + "default-warehouse-dir";
    private static final String PASSWORD = PREFIX + "connection-password";

    /** Keys whose values are not shown. */
    static final Set<String> SECRETS = Set.of(PASSWORD);

    private static final String URL = PREFIX + "connection-url";

    /** @param location brings the warehouse's location into its one form */
    static JdbcSettings parse(CatalogProperties properties, UnaryOperator<String> location) {
        String warehouse = properties.required(DIRECTORY);
        boolean remote = warehouse.contains("://") && !warehouse.startsWith("file:");
        String directory = location.apply(
                remote ? warehouse : LocalPaths.directory(warehouse).toString());
        return new JdbcSettings(
                directory,
                new CatalogDatabase(
                        properties.text(PREFIX + "catalog-name").orElse("iceberg"),
                        properties.text(PREFIX + "driver-class").orElse(CatalogDatabase.SQLITE_DRIVER),
                        remote
                                ? properties.required(URL)
                                : properties.text(URL).orElse("jdbc:sqlite:" + Path.of(directory, "catalog.db")),
                        properties.text(PREFIX + "connection-user").orElse(""),
                        properties.text(PASSWORD).orElse("")));
    }

    @Override
    public TableCatalog open(Storage storage) {
        try {
            database.loadDriver();
            storage.makeDirectory(warehouse);
            if (database.file().isPresent()) {
                Files.createDirectories(database.file().get().toAbsolutePath().getParent());
            }
            return new JdbcTableCatalog(this, storage.files());
        } catch (ClassNotFoundException noDriver) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID, "There is no JDBC driver " + database.driver(), noDriver);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<String> directory() {
        return Optional.of(warehouse);
    }

    @Override
    public String toString() {
        return database + " over " + warehouse;
    }
}
