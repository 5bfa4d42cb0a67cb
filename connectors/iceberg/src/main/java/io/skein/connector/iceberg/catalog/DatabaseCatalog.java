package io.skein.connector.iceberg.catalog;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedInterruptedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/**
 * The library's JDBC catalog, of whose commits the outcome is unknown only when the database has failed. By itself the library takes any failure for one that
 * may have happened after the commit, and leaves the manifests of a commit that could not write its metadata file.
 */
final class DatabaseCatalog extends JdbcCatalog {
    DatabaseCatalog(FileIO files) {
        super(_ -> files, null, true);
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new KnownOutcomes(super.newTableOps(table));
    }

    private record KnownOutcomes(TableOperations library) implements TableOperations {
        @Override
        public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
            try {
                library.commit(base, metadata);
            } catch (UncheckedSQLException | UncheckedInterruptedException unanswered) {
                throw new CommitStateUnknownException(unanswered);
            } catch (RuntimeException failure) {
                throw failure.getCause() instanceof InterruptedException
                        ? new CommitStateUnknownException(failure)
                        : failure;
            }
        }

        @Override
        public boolean requireStrictCleanup() {
            return false;
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
    }
}
