package io.skein.catalog.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** One connection to the database of the catalogs, opened when first needed and anew when it is lost. One caller at a time. */
public final class DatabaseSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Any number that nobody else locks: services that start at once make the table one after another. */
    private static final long TABLE_LOCK = 0x736b65696eL;

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS skein_catalogs (
                name text PRIMARY KEY,
                connector text NOT NULL,
                properties jsonb NOT NULL,
                revision text NOT NULL)""";

    private final String url;
    private final Properties properties = new Properties();
    private @Nullable Connection open;

    public DatabaseSession(String url, String user, String password) {
        this.url = url;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "skein-catalogs");
        properties.setProperty("connectTimeout", String.valueOf(PATIENCE.toSeconds()));
        properties.setProperty("socketTimeout", String.valueOf(PATIENCE.toSeconds()));
    }

    /** What is done with the connection; a statement of its own is a transaction of its own. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Reads; what fails on a connection that had been open is tried once more on a new one. */
    synchronized <T> T read(Work<T> work) throws SQLException {
        boolean fresh = open == null;
        try {
            return run(work);
        } catch (SQLException failure) {
            if (fresh) {
                throw failure;
            }
            return run(work);
        }
    }

    /** Writes, once: nobody could tell whether a write that fails halfway happened. */
    synchronized <T> T write(Work<T> work) throws SQLException {
        Connection known = open;
        if (known != null && !known.isValid((int) PATIENCE.toSeconds())) {
            close();
        }
        return run(work);
    }

    private <T> T run(Work<T> work) throws SQLException {
        Connection connection = connection();
        try {
            return work.with(connection);
        } catch (SQLException failure) {
            close();
            throw failure;
        }
    }

    private Connection connection() throws SQLException {
        Connection known = open;
        if (known != null) {
            return known;
        }
        @Nullable Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("Not a URL of PostgreSQL: " + url);
        }
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + TABLE_LOCK + ")");
            statement.execute(TABLE);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        open = connection;
        return connection;
    }

    @Override
    public synchronized void close() {
        Connection known = open;
        open = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException failure) {
                System.getLogger(DatabaseSession.class.getName())
                        .log(System.Logger.Level.DEBUG, "The connection did not close well", failure);
            }
        }
    }
}
