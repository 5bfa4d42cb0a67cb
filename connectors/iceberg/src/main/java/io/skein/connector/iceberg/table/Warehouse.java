package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.file.LocalFileIO;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/** The tables' directory and the database that lists them; opened, and made where absent, at first use. */
public final class Warehouse implements AutoCloseable {
    private static final int RECENT_TABLES = 500;
    private static final int CLIENTS = 4;

    private final Path directory;
    private final CatalogDatabase database;
    private final FileIO files = new LocalFileIO();
    private final Recent<String, TableMetadata> recent = new Recent<>(RECENT_TABLES);
    private @Nullable Opened opened;

    public Warehouse(Path directory, CatalogDatabase database) {
        this.directory = directory;
        this.database = database;
    }

    public Path directory() {
        return directory;
    }

    /** The library's catalog, for changes. */
    public JdbcCatalog catalog() {
        return open().catalog();
    }

    /** The table as it is now. Costs one look into the database while the table does not change. */
    public Optional<TableVersion> find(SchemaTableName name) {
        return Failures.reading(
                name.toString(),
                () -> open().locations().find(name.schema(), name.table()).map(location -> version(name, location)));
    }

    /** The table as the handle's statement saw it first. */
    public TableVersion version(TableHandle handle) {
        return Failures.reading(handle.name().toString(), () -> version(handle.name(), TableVersion.location(handle)));
    }

    public static TableIdentifier identifier(SchemaTableName name) {
        return TableIdentifier.of(Namespace.of(name.schema()), name.table());
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.locations().close();
            opened.catalog().close();
            opened = null;
        }
    }

    /** The table as this metadata file has it. */
    public TableVersion version(SchemaTableName name, String location) {
        return new TableVersion(name, recent.of(location, this::read), files);
    }

    private TableMetadata read(String location) {
        return TableMetadataParser.read(files, location);
    }

    private synchronized Opened open() {
        if (opened == null) {
            try {
                database.loadDriver();
                Files.createDirectories(directory);
                opened = new Opened(openCatalog(), new MetadataLocations(database));
            } catch (ClassNotFoundException noDriver) {
                throw new SkeinException(
                        StandardErrorCode.CONFIGURATION_INVALID,
                        "There is no JDBC driver " + database.driver(),
                        noDriver);
            } catch (IOException | RuntimeException failure) {
                throw new SkeinException(
                        StandardErrorCode.CATALOG_UNAVAILABLE,
                        "The Iceberg catalog " + database + " over " + directory + " cannot be opened: "
                                + failure.getMessage(),
                        failure);
            }
        }
        return opened;
    }

    private JdbcCatalog openCatalog() {
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.URI, database.url());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, directory.toString());
        properties.put(CatalogProperties.CLIENT_POOL_SIZE, String.valueOf(CLIENTS));
        properties.put(JdbcCatalog.PROPERTY_PREFIX + "schema-version", "V1");
        database.connectionProperties()
                .forEach((key, value) -> properties.put(JdbcCatalog.PROPERTY_PREFIX + key, value));
        JdbcCatalog catalog = new JdbcCatalog(ignored -> files, null, true);
        catalog.initialize(database.catalogName(), properties);
        return catalog;
    }

    private record Opened(JdbcCatalog catalog, MetadataLocations locations) {}
}
