package io.skein.connector.iceberg.catalog;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
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

    private static final class KnownOutcomes extends ForwardingOperations {
        KnownOutcomes(TableOperations library) {
            super(library);
        }

        @Override
        public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
            try {
                super.commit(base, metadata);
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
    }
}
