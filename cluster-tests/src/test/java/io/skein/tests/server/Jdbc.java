package io.skein.tests.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Statements through the unmodified Trino JDBC driver. */
public final class Jdbc {
    private Jdbc() {}

    public static Connection connect(SkeinServer server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "lab");
        return DriverManager.getConnection(
                "jdbc:trino://" + server.httpAddress().substring("http://".length()) + "/tpch/tiny", properties);
    }

    /** Every row as a list of values. */
    public static List<List<Object>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<Object>> answer = new ArrayList<>();
            while (rows.next()) {
                Object[] row = new Object[rows.getMetaData().getColumnCount()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = rows.getObject(column + 1);
                }
                answer.add(Arrays.asList(row));
            }
            return answer;
        }
    }

    public static List<List<Object>> query(SkeinServer server, String sql) {
        try (Connection connection = connect(server)) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public static void execute(SkeinServer server, String sql) {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The failure of a statement that must fail, after its rows have been read. */
    public static Failure failure(SkeinServer server, String sql) {
        try (Connection connection = connect(server)) {
            query(connection, sql);
        } catch (SQLException e) {
            return new Failure(String.valueOf(e.getMessage()), e.getErrorCode());
        }
        throw new AssertionError("answered: " + sql);
    }

    /** What the driver reports of a failed statement. */
    public record Failure(String message, int code) {}
}
