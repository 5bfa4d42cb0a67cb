package io.skein.connector.iceberg.catalog;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/** Another's operations, of which a subclass does some otherwise. */
public abstract class ForwardingOperations implements TableOperations {
    private final TableOperations library;

    protected ForwardingOperations(TableOperations library) {
        this.library = library;
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
    public LocationProvider locationProvider() {
        return library.locationProvider();
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
