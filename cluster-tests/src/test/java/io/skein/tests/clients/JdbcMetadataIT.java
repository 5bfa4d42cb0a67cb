package io.skein.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that the Trino driver's DatabaseMetaData asks a server, and what DBeaver does with it when it connects. */
class JdbcMetadataIT {
    private static final String[] KINDS = {"TABLE", "VIEW"};

    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "lab");
        String host = Addresses.underTest().http().substring("http://".length());
        connection = DriverManager.getConnection("jdbc:trino://" + host + "/tpch/tiny", properties);
        metadata = connection.getMetaData();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void catalogsSchemasAndKindsOfTables() throws SQLException {
        assertThat(rows(metadata.getCatalogs(), "TABLE_CAT"))
                .contains(List.of("iceberg"), List.of("memory"), List.of("system"), List.of("tpcds"), List.of("tpch"));
        assertThat(rows(metadata.getSchemas("tpch", "sf_00"), "TABLE_SCHEM", "TABLE_CATALOG"))
                .containsExactly(List.of("sf100", "tpch"), List.of("sf300", "tpch"));
        assertThat(rows(metadata.getSchemas("nope", "%"), "TABLE_SCHEM")).isEmpty();
        assertThat(rows(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly(List.of("TABLE"), List.of("VIEW"));
    }

    @Test
    void tablesByPatternAndKind() throws SQLException {
        String[] wanted = {"TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"};

        assertThat(rows(metadata.getTables("tpch", "tin_", "part%", KINDS), wanted))
                .containsExactly(
                        Arrays.asList("tpch", "tiny", "part", "TABLE", null),
                        Arrays.asList("tpch", "tiny", "partsupp", "TABLE", null));
        assertThat(rows(metadata.getTables("tpch", "tiny", "%", new String[] {"VIEW"}), wanted))
                .isEmpty();
        assertThat(rows(metadata.getTables("tpch", "information\\_schema", "%roles", KINDS), wanted))
                .containsExactly(
                        Arrays.asList("tpch", "information_schema", "applicable_roles", "TABLE", null),
                        Arrays.asList("tpch", "information_schema", "enabled_roles", "TABLE", null),
                        Arrays.asList("tpch", "information_schema", "roles", "TABLE", null));
    }

    @Test
    void columnsOfEachKind() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE memory.default.jdbc_columns (a varchar(7) COMMENT 'first', b decimal(10, 2),"
                            + " c timestamp(3) with time zone, d double, e array(bigint), f varbinary, g char(3), h time(6))");
            assertThat(rows(
                            metadata.getColumns("memory", "default", "jdbc\\_columns", "%"),
                            "COLUMN_NAME",
                            "DATA_TYPE",
                            "TYPE_NAME",
                            "COLUMN_SIZE",
                            "DECIMAL_DIGITS",
                            "NUM_PREC_RADIX",
                            "NULLABLE",
                            "REMARKS",
                            "CHAR_OCTET_LENGTH",
                            "ORDINAL_POSITION",
                            "IS_NULLABLE"))
                    .containsExactly(
                            column("a", Types.VARCHAR, "varchar(7)", 7L, null, null, "first", 7L, 1L),
                            column("b", Types.DECIMAL, "decimal(10,2)", 10L, 2L, 10L, null, null, 2L),
                            column(
                                    "c",
                                    Types.TIMESTAMP_WITH_TIMEZONE,
                                    "timestamp(3) with time zone",
                                    59L,
                                    3L,
                                    null,
                                    null,
                                    null,
                                    3L),
                            column("d", Types.DOUBLE, "double", 53L, null, 2L, null, null, 4L),
                            column("e", Types.ARRAY, "array(bigint)", null, null, null, null, null, 5L),
                            column("f", Types.VARBINARY, "varbinary", 2147483647L, null, null, null, 2147483647L, 6L),
                            column("g", Types.CHAR, "char(3)", 3L, null, null, null, 3L, 7L),
                            column("h", Types.TIME, "time(6)", 15L, 6L, null, null, null, 8L));
            assertThat(rows(metadata.getColumns("memory", "default", "jdbc\\_columns", "_"), "COLUMN_NAME"))
                    .hasSize(8);
            statement.execute("DROP TABLE memory.default.jdbc_columns");
        }
    }

    private static List<@Nullable Object> column(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(values));
        row.set(1, ((Integer) Objects.requireNonNull(row.get(1))).longValue());
        row.add(6, (long) DatabaseMetaData.columnNullableUnknown);
        row.add("");
        return row;
    }

    @Test
    void types() throws SQLException {
        List<List<Object>> types =
                rows(metadata.getTypeInfo(), "TYPE_NAME", "DATA_TYPE", "PRECISION", "SEARCHABLE", "NUM_PREC_RADIX");

        assertThat(types)
                .contains(
                        Arrays.asList("boolean", 16L, null, 3L, null),
                        Arrays.asList("tinyint", -6L, 3L, 3L, 10L),
                        Arrays.asList("bigint", -5L, 19L, 3L, 10L),
                        Arrays.asList("double", 8L, 53L, 3L, 2L),
                        Arrays.asList("date", 91L, 14L, 3L, null),
                        Arrays.asList("varchar", 2000L, null, 0L, null),
                        Arrays.asList("array", 2003L, null, 0L, null));
        assertThat(types).extracting(type -> (Long) type.get(1)).isSorted();
    }

    @Test
    void whatNoCatalogHasIsEmpty() throws SQLException {
        assertThat(rows(metadata.getPrimaryKeys("tpch", "tiny", "nation"), "COLUMN_NAME", "KEY_SEQ"))
                .isEmpty();
        assertThat(rows(metadata.getImportedKeys("tpch", "tiny", "nation"), "FKTABLE_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getProcedures("tpch", "%", "%"), "PROCEDURE_NAME", "PROCEDURE_TYPE"))
                .isEmpty();
        assertThat(rows(metadata.getProcedureColumns("tpch", "%", "%", "%"), "COLUMN_NAME", "SPECIFIC_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getUDTs("tpch", "%", "%", new int[] {Types.DISTINCT}), "TYPE_NAME", "BASE_TYPE"))
                .isEmpty();
        assertThat(rows(metadata.getSuperTypes("tpch", "%", "%"), "SUPERTYPE_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getSuperTables("tpch", "%", "%"), "SUPERTABLE_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getAttributes("tpch", "%", "%", "%"), "ATTR_NAME", "SOURCE_DATA_TYPE"))
                .isEmpty();
        assertThat(rows(metadata.getPseudoColumns("tpch", "%", "%", "%"), "COLUMN_NAME", "COLUMN_USAGE"))
                .isEmpty();
    }

    @Test
    void whatTheDriverItselfRefusesStaysSo() {
        assertThatThrownBy(() -> metadata.getIndexInfo("tpch", "tiny", "nation", false, false))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("indexes not supported");
        assertThatThrownBy(() -> metadata.getExportedKeys("tpch", "tiny", "nation"))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> metadata.getTablePrivileges("tpch", "%", "%"))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    /** Its Trino driver is the generic JDBC one: capabilities, catalogs, types, the tree of names, and the sources of tables and views. */
    @Test
    void dbeaverConnectsAndOpensTheTree() throws SQLException {
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Trino");
        assertThat(metadata.getDatabaseProductVersion()).isNotEmpty();
        assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(connection.isValid(5)).isTrue();
        assertThat(connection.getCatalog()).isEqualTo("tpch");
        assertThat(connection.getSchema()).isEqualTo("tiny");
        try (Statement statement = connection.createStatement()) {
            assertThat(rows(statement.executeQuery("SHOW CREATE TABLE tpch.tiny.region"), "Create Table"))
                    .containsExactly(List.of("""
                            CREATE TABLE tpch.tiny.region (
                               regionkey bigint NOT NULL,
                               name varchar(25) NOT NULL,
                               comment varchar(152) NOT NULL
                            )"""));
            statement.execute("CREATE VIEW memory.default.beaver AS SELECT name FROM tpch.tiny.region");
            try (PreparedStatement source = connection.prepareStatement("SHOW CREATE VIEW memory.default.beaver");
                    ResultSet rows = source.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1))
                        .startsWith("CREATE VIEW memory.default.beaver SECURITY DEFINER AS\nSELECT name");
            }
            assertThat(rows(metadata.getTables("memory", "default", "beaver", KINDS), "TABLE_TYPE"))
                    .containsExactly(List.of("VIEW"));
            statement.execute("DROP VIEW memory.default.beaver");
            statement.setMaxRows(2);
            assertThat(rows(statement.executeQuery("SELECT * FROM tpch.tiny.region"), "name"))
                    .hasSize(2);
        }
    }

    private static List<List<Object>> rows(ResultSet rows, String... columns) throws SQLException {
        try (rows) {
            List<List<Object>> all = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(rows.getObject(column));
                }
                all.add(row);
            }
            return all;
        }
    }
}
