package io.skein.connector.iceberg.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The database that lists the tables.
 *
 * @param catalogName under which the tables are listed; several catalogs may share a database
 */
public record CatalogDatabase(String catalogName, String driver, String url, String user, String password) {
    static final String SQLITE_DRIVER = "org.sqlite.JDBC";
    private static final String SQLITE = "jdbc:sqlite:";

    /** The file of a database that is one. */
    Optional<Path> file() {
        return url.startsWith(SQLITE) ? Optional.of(Path.of(url.substring(SQLITE.length()))) : Optional.empty();
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(connectionProperties());
        return DriverManager.getConnection(url, properties);
    }

    /** Makes the driver known to the driver manager, which looks only among what its own class loader sees. */
    void loadDriver() throws ClassNotFoundException {
        Class.forName(driver, true, CatalogDatabase.class.getClassLoader());
    }

    Map<String, String> connectionProperties() {
        Map<String, String> properties = new HashMap<>();
        if (!user.isEmpty()) {
            properties.put("user", user);
            properties.put("password", password);
        }
        if (url.startsWith(SQLITE)) {
            // Readers do not wait for a writer, and a writer waits for the other.
            properties.put("journal_mode", "WAL");
            properties.put("busy_timeout", "30000");
        }
        return properties;
    }

    /** The address without its parameters, among which may be a password. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
