package io.skein.connector.iceberg.write;

import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/** A catalog's tables with places of our own for data. The library asks for places in commits of deletes, and its own for object stores need Hadoop's classes. */
record OwnPlaces(TableOperations library) implements TableOperations {
    /** The table, to be changed by our places. */
    static Table of(Table table) {
        return table instanceof BaseTable base
                ? new BaseTable(new OwnPlaces(base.operations()), table.name(), base.reporter())
                : table;
    }

    @Override
    public LocationProvider locationProvider() {
        return new Places(current().location(), current().properties());
    }

    private record Places(String location, Map<String, String> properties) implements LocationProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public String newDataLocation(String file) {
            return new DataPlace(location, properties).directory() + "/" + file;
        }

        @Override
        public String newDataLocation(PartitionSpec partitioning, StructLike partition, String file) {
            return newDataLocation(file);
        }
    }

    @Override
    public TableMetadata current() {
        return library.current();
    }

    @Override
    public TableMetadata refresh() {
        return library.refresh();
    }

    @Override
    public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
        library.commit(base, metadata);
    }

    @Override
    public FileIO io() {
        return library.io();
    }

    @Override
    public EncryptionManager encryption() {
        return library.encryption();
    }

    @Override
    public String metadataFileLocation(String name) {
        return library.metadataFileLocation(name);
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
        return library.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
        return library.newSnapshotId();
    }

    @Override
    public boolean requireStrictCleanup() {
        return library.requireStrictCleanup();
    }
}
