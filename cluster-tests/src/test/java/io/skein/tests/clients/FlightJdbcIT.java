package io.skein.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Arrow's Flight SQL JDBC driver. With its own URL property {@code catalog} its {@code Connection.close()} fails, whatever the server does: version
 * 18.3.0 closes its client handler twice ({@code ArrowFlightConnection.close}), and with a catalog each time sends CloseSession, the second time over
 * the channel that it shut down itself. {@code x-trino-catalog}, which it hands on as a header, sets the catalog too.
 */
class FlightJdbcIT {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = connect("x-trino-catalog=tpch&schema=tiny");
    }

    private static Connection connect(String options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "lab");
        properties.setProperty("password", "unused");
        String url = "jdbc:arrow-flight-sql://" + Addresses.underTest().flight() + "/?useEncryption=false&" + options;
        return DriverManager.getConnection(url, properties);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aQueryStreamsItsRows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT orderkey, comment FROM lineitem")) {
            long count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(60_175);
        }
    }

    @Test
    void theDriversOwnCatalogPropertyHoldsUntilItsCloseFails() throws SQLException {
        Connection own = connect("catalog=tpch&schema=tiny");
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_catalog, count(*) FROM nation")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("tpch");
            assertThat(rows.getLong(2)).isEqualTo(25);
        }
        assertThatThrownBy(own::close).hasMessageContaining("Channel shutdown invoked");
    }

    @Test
    void preparedStatementsTakeParameters() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM nation WHERE nationkey = ?")) {
            List<String> names = new ArrayList<>();
            for (long key : new long[] {3, 4}) {
                statement.setLong(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
            }
            assertThat(names).containsExactly("CANADA", "EGYPT");
        }
    }

    @Test
    void updatesAnswerTheirCount() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE memory.default.flight_numbers (n bigint)");
            assertThat(statement.executeUpdate("INSERT INTO memory.default.flight_numbers VALUES 1, 2"))
                    .isEqualTo(2);
            statement.executeUpdate("DROP TABLE memory.default.flight_numbers");
        }
    }

    @Test
    void catalogsSchemasTablesAndColumnsAreListed() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();

        assertThat(metadata.getDatabaseProductName()).isEqualTo("Skein");
        assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).contains("iceberg", "memory", "tpcds", "tpch");
        assertThat(column(metadata.getSchemas("tpch", "ti%"), "TABLE_SCHEM")).containsExactly("tiny");
        assertThat(column(metadata.getTables("tpch", "tiny", "part%", null), "TABLE_NAME"))
                .containsExactly("part", "partsupp");
        assertThat(column(metadata.getColumns("tpch", "tiny", "region", "%"), "COLUMN_NAME"))
                .containsExactly("regionkey", "name", "comment");
    }

    @Test
    void errorsCarryTrinosName() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nope"))
                    .hasMessageContaining("TABLE_NOT_FOUND: line 1:15: Table 'tpch.tiny.nope' does not exist");
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(name));
            }
            return values;
        }
    }
}
