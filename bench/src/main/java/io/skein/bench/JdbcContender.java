package io.skein.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** An engine behind a JDBC driver. */
record JdbcContender(String name, Connection connection) implements Contender {
    /** A Trino server, or Skein's Trino door. */
    static JdbcContender trino(String name, String address, String catalog, String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        String url = "jdbc:trino://" + address.replaceFirst("^https?://", "") + "/" + catalog + "/" + schema;
        return new JdbcContender(name, DriverManager.getConnection(url, properties));
    }

    @Override
    public long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                count++;
            }
            return count;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
