package io.skein.connector.iceberg.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/** Asks the database alone where a table's metadata is now, without reading the metadata. */
final class MetadataLocations implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final String QUERY =
            "SELECT metadata_location FROM iceberg_tables WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
                    + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";

    private final CatalogDatabase database;
    private final Semaphore permits = new Semaphore(CONNECTIONS);
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    MetadataLocations(CatalogDatabase database) {
        this.database = database;
    }

    Optional<String> find(String schema, String table) {
        permits.acquireUninterruptibly();
        try {
            @Nullable Connection pooled = idle.poll();
            Connection connection = pooled == null ? database.connect() : pooled;
            try {
                Optional<String> location = find(connection, schema, table);
                idle.add(connection);
                return location;
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new UncheckedSQLException(failure, "Cannot look up %s.%s", schema, table);
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        permits.acquireUninterruptibly(CONNECTIONS);
        try {
            for (@Nullable Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        } catch (SQLException failure) {
            throw new UncheckedSQLException(failure, "Cannot close the catalog database");
        } finally {
            permits.release(CONNECTIONS);
        }
    }

    private Optional<String> find(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, database.catalogName());
            statement.setString(2, schema);
            statement.setString(3, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
