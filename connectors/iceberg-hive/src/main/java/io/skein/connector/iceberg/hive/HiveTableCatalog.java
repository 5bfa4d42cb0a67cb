package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.catalog.LoadedTable;
import io.skein.connector.iceberg.catalog.TableCatalog;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.hive.thrift.metastore.Table;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** The metastore as a catalog of the house: a look-up is one question to it. */
final class HiveTableCatalog implements TableCatalog {
    private final Storage storage;
    private final Metastore metastore;
    private final HiveNamespaces namespaces;
    private final HiveCatalog catalog;

    HiveTableCatalog(HiveSettings settings, Storage storage) {
        this.storage = storage;
        this.metastore = new Metastore(settings);
        this.namespaces = new HiveNamespaces(metastore, storage);
        this.catalog = new HiveCatalog(metastore, settings.locking(), storage.files(), this::directory);
    }

    @Override
    public Catalog tables() {
        return catalog;
    }

    @Override
    public SupportsNamespaces namespaces() {
        return namespaces;
    }

    /** UNSUPPORTED_TABLE_TYPE for a table of Hive. */
    @Override
    public Optional<LoadedTable> find(SchemaTableName name, Function<String, LoadedTable> reader) {
        Optional<Table> entry = metastore.entry(name.schema(), name.table()).filter(found -> !Entries.isAnyView(found));
        if (entry.isPresent() && !Entries.isTable(entry.get())) {
            throw new SkeinException(StandardErrorCode.UNSUPPORTED_TABLE_TYPE, "Not an Iceberg table: " + name);
        }
        return entry.map(Entries::metadataLocation).map(reader);
    }

    @Override
    public FileIO filesOfNew(SchemaTableName name) {
        return storage.files();
    }

    @Override
    public String defaultDirectory(SchemaTableName table, Schema columns) {
        return directory(table.schema());
    }

    private String directory(String schema) {
        @Nullable
        String location = namespaces.loadNamespaceMetadata(namespace(schema)).get("location");
        if (location == null) {
            throw HiveErrorCode.HIVE_DATABASE_LOCATION_ERROR.error("Database '" + schema + "' location is not set");
        }
        return storage.normalized(location);
    }

    @Override
    public void close() {
        metastore.close();
    }
}
