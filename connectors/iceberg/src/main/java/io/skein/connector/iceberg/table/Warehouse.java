package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.LoadedTable;
import io.skein.connector.iceberg.catalog.TableCatalog;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.error.SkeinException;
import java.util.Optional;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** The tables' storage and the catalog that lists them; opened, and made where absent, at first use. */
public final class Warehouse implements AutoCloseable {
    private static final int RECENT_TABLES = 500;

    private final CatalogSettings settings;
    private final Storage storage;
    private final Recent<String, LoadedTable> recent = new Recent<>(RECENT_TABLES);
    private @Nullable TableCatalog opened;

    public Warehouse(CatalogSettings settings, Storage storage) {
        this.settings = settings;
        this.storage = storage;
    }

    /** Under which all tables are, if there is such a place; normalized. */
    public Optional<String> directory() {
        return settings.directory();
    }

    public Storage storage() {
        return storage;
    }

    /** Whether it has been used. */
    public synchronized boolean isOpen() {
        return opened != null;
    }

    /** The catalog as it is set up. */
    public TableCatalog tableCatalog() {
        return open();
    }

    /** The library's catalog, for changes. */
    public Catalog catalog() {
        return open().tables();
    }

    /** The library's schemas. */
    public SupportsNamespaces namespaces() {
        return open().namespaces();
    }

    /** The table as it is now. Costs one question to the catalog while the table does not change. */
    public Optional<TableVersion> find(SchemaTableName name) {
        return Failures.reading(
                name.toString(), () -> open().find(name, this::known).map(table -> version(name, remember(table))));
    }

    /** The table as the handle's statement saw it first. */
    public TableVersion version(TableHandle handle) {
        return Failures.reading(
                handle.name().toString(), () -> version(handle.name(), TablePoint.decode(handle.data())));
    }

    public TableIdentifier identifier(SchemaTableName name) {
        return open().identifier(name);
    }

    public Namespace namespace(String schema) {
        return open().namespace(schema);
    }

    /** How workers reach the table's files, where these are not local. */
    public Optional<ConnectorFiles> files(SchemaTableName name) {
        return storage.remote(tableFiles(name));
    }

    /** The table's files, local or not, as the library reads and writes them. */
    public FileIO tableFiles(SchemaTableName name) {
        return settings.vendsCredentials() ? vendedFiles(name) : storage.files();
    }

    private FileIO vendedFiles(SchemaTableName name) {
        return Failures.reading(
                name.toString(),
                () -> open().find(name, this::known)
                        .map(table -> remember(table).files())
                        .orElseGet(() -> open().filesOfNew(name)));
    }

    /** The table as this metadata file has it. */
    public TableVersion version(SchemaTableName name, String location) {
        return version(name, known(location));
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
        storage.close();
    }

    private TableVersion version(SchemaTableName name, LoadedTable table) {
        return version(name, TablePoint.current(table.metadata().metadataFileLocation()), table);
    }

    private TableVersion version(SchemaTableName name, TablePoint point) {
        return version(name, point, known(point.location()));
    }

    private static TableVersion version(SchemaTableName name, TablePoint point, LoadedTable table) {
        return new TableVersion(name, point, table.metadata(), table.files());
    }

    private LoadedTable known(String location) {
        return recent.of(location, this::read);
    }

    private LoadedTable remember(LoadedTable table) {
        recent.put(table.metadata().metadataFileLocation(), table);
        return table;
    }

    private LoadedTable read(String location) {
        FileIO files = storage.files();
        return new LoadedTable(TableMetadataParser.read(files, location), files, Optional.empty());
    }

    private synchronized TableCatalog open() {
        if (opened == null) {
            try {
                opened = settings.open(storage);
            } catch (SkeinException known) {
                throw known;
            } catch (RuntimeException failure) {
                throw Failures.opening(settings.toString(), failure);
            }
        }
        return opened;
    }
}
