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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrinoJdbcIT {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "lab");
        String host = Addresses.underTest().http().substring("http://".length());
        connection = DriverManager.getConnection("jdbc:trino://" + host + "/tpch/tiny", properties);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void valuesArriveInTheirTypes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 AS i, BIGINT '2' AS b, 2.50 AS d, 1e0 AS e, 'x' AS v, true AS t, DATE '2020-01-31' AS dt, NULL AS n")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("i")).isEqualTo(1);
            assertThat(rows.getLong("b")).isEqualTo(2);
            assertThat(rows.getBigDecimal("d")).isEqualByComparingTo("2.50");
            assertThat(rows.getDouble("e")).isEqualTo(1.0);
            assertThat(rows.getString("v")).isEqualTo("x");
            assertThat(rows.getBoolean("t")).isTrue();
            assertThat(rows.getDate("dt").toLocalDate()).isEqualTo(LocalDate.of(2020, 1, 31));
            assertThat(rows.getObject("n")).isNull();
            assertThat(rows.getMetaData().getColumnTypeName(3)).isEqualTo("decimal(3,2)");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aResultOfManyPagesIsComplete() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT orderkey, linenumber, comment FROM lineitem")) {
            long count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(60_175);
        }
    }

    @Test
    void preparedStatementsTakeParameters() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM nation WHERE nationkey = ? AND name <> ?")) {
            statement.setLong(1, 3);
            statement.setString(2, "it's");
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("CANADA");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void updatesAnswerTheirCountAndUseIsRemembered() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE memory.default.jdbc_numbers (n bigint)");
            assertThat(statement.executeUpdate("INSERT INTO memory.default.jdbc_numbers VALUES 1, 2, 3"))
                    .isEqualTo(3);
            statement.execute("USE memory.default");
            assertThat(connection.getCatalog()).isEqualTo("memory");
            try (ResultSet rows = statement.executeQuery("SELECT sum(n) FROM jdbc_numbers")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(6);
            }
            statement.execute("DROP TABLE jdbc_numbers");
        }
    }

    @Test
    void catalogsTablesAndColumnsAreListed() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();

        assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).contains("iceberg", "memory", "tpcds", "tpch");
        assertThat(column(metadata.getSchemas("tpch", "ti%"), "TABLE_SCHEM")).containsExactly("tiny");
        assertThat(column(metadata.getTables("tpch", "tiny", "part%", new String[] {"TABLE"}), "TABLE_NAME"))
                .containsExactly("part", "partsupp");
        assertThat(column(metadata.getColumns("tpch", "tiny", "region", "%"), "COLUMN_NAME"))
                .containsExactly("regionkey", "name", "comment");
    }

    @Test
    void errorsHaveTheirPlaceAndNumber() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT nope FROM nation"))
                    .hasMessageContaining("line 1:8: Column 'nope' cannot be resolved")
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getErrorCode()).isEqualTo(47));
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

    @Test
    void viewsShowAsViews() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE VIEW memory.default.jdbc_view AS SELECT name, nationkey FROM nation");
            try (ResultSet tables =
                    connection.getMetaData().getTables("memory", "default", "jdbc\\_view", new String[] {"VIEW"})) {
                assertThat(tables.next()).isTrue();
                assertThat(tables.getString("TABLE_NAME")).isEqualTo("jdbc_view");
                assertThat(tables.getString("TABLE_TYPE")).isEqualTo("VIEW");
                assertThat(tables.next()).isFalse();
            }
            try (ResultSet columns =
                    connection.getMetaData().getColumns("memory", "default", "jdbc\\_view", "nation%")) {
                assertThat(columns.next()).isTrue();
                assertThat(columns.getString("COLUMN_NAME")).isEqualTo("nationkey");
                assertThat(columns.getInt("DATA_TYPE")).isEqualTo(java.sql.Types.BIGINT);
                assertThat(columns.next()).isFalse();
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT name FROM memory.default.jdbc_view WHERE nationkey = 3")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("CANADA");
            }
            statement.execute("DROP VIEW memory.default.jdbc_view");
        }
    }

    @Test
    void theRuntimeShowsNodesAndQueries() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet nodes = statement.executeQuery(
                    "SELECT count_if(coordinator), count_if(NOT coordinator) FROM system.runtime.nodes WHERE state = 'active'")) {
                assertThat(nodes.next()).isTrue();
                assertThat(nodes.getLong(1)).isEqualTo(1);
                assertThat(nodes.getLong(2)).isPositive();
            }
            try (ResultSet queries = statement.executeQuery(
                    "SELECT state, \"user\", resource_group_id[1], ended"
                            + " FROM (SELECT *, \"end\" AS ended FROM system.runtime.queries) WHERE query LIKE '%runtime-marker%'")) {
                assertThat(queries.next()).isTrue();
                assertThat(queries.getString(1)).isEqualTo("PLANNING");
                assertThat(queries.getString(2)).isEqualTo("lab");
                assertThat(queries.getString(3)).isEqualTo("global");
                assertThat(queries.getObject(4)).isNull();
            }
        }
    }
}
