package io.skein.connector.iceberg.catalog;

import io.skein.connector.iceberg.file.Locations;
import io.skein.spi.connector.SchemaTableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The library's JDBC catalog, and beside it one look into its database for each table that is asked for. */
final class JdbcTableCatalog implements TableCatalog {
    private static final int CLIENTS = 4;

    private final String warehouse;
    private final FileIO files;
    private final JdbcCatalog catalog;
    private final MetadataLocations locations;

    JdbcTableCatalog(JdbcSettings settings, FileIO files) {
        this.warehouse = settings.warehouse();
        this.files = files;
        this.catalog = open(settings, files);
        this.locations = new MetadataLocations(settings.database());
    }

    private static JdbcCatalog open(JdbcSettings settings, FileIO files) {
        CatalogDatabase database = settings.database();
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.URI, database.url());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, settings.warehouse());
        properties.put(CatalogProperties.CLIENT_POOL_SIZE, String.valueOf(CLIENTS));
        properties.put(JdbcCatalog.PROPERTY_PREFIX + "schema-version", "V1");
        database.connectionProperties()
                .forEach((key, value) -> properties.put(JdbcCatalog.PROPERTY_PREFIX + key, value));
        JdbcCatalog catalog = new DatabaseCatalog(files);
        catalog.initialize(database.catalogName(), properties);
        return catalog;
    }

    @Override
    public Catalog tables() {
        return catalog;
    }

    @Override
    public SupportsNamespaces namespaces() {
        return catalog;
    }

    @Override
    public Optional<LoadedTable> find(SchemaTableName name, Function<String, LoadedTable> reader) {
        return locations.find(name.schema(), name.table()).map(reader);
    }

    @Override
    public FileIO filesOfNew(SchemaTableName name) {
        return files;
    }

    @Override
    public String defaultDirectory(SchemaTableName table, Schema columns) {
        return Locations.in(warehouse, Locations.name(table.schema()));
    }

    @Override
    public void close() {
        locations.close();
        catalog.close();
    }
}
