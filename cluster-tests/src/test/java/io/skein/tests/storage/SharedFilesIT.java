package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One large file is read by several workers, by row groups. */
class SharedFilesIT {
    private static final String ROWS = "SELECT * FROM tpch.sf1.orders WHERE orderkey < 2000000";
    private static final long COUNT = 499_999;

    private static StorageProxy proxy;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        proxy = new StorageProxy(S3Server.shared().port());
        server = Lake.start(
                Map.of(
                        "local",
                        List.of("iceberg.jdbc-catalog.default-warehouse-dir=" + ForeignServer.directory("shared")),
                        "remote",
                        Lake.jdbc(proxy.endpoint(), "shared")),
                List.of("skein.coordinator.schedule.largest-split=1M"),
                "cluster",
                "--workers",
                "2");
        Jdbc.execute(server, "CREATE SCHEMA local.s");
        Jdbc.execute(server, "CREATE SCHEMA remote.s");
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
    }

    @AfterEach
    void nothingIsHeld() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote"})
    void eachWorkerReadsItsRowGroups(String catalog) throws SQLException {
        try (Connection connection = Jdbc.connect(server)) {
            String table = oneFile(connection, catalog + ".s.orders", 2);
            proxy.reset();

            assertThat(Jdbc.query(connection, "SELECT count(*), sum(orderkey), count(DISTINCT custkey) FROM " + table))
                    .isEqualTo(Jdbc.query(
                            connection, "SELECT count(*), sum(orderkey), count(DISTINCT custkey) FROM (" + ROWS + ")"));

            if (catalog.equals("remote")) {
                long needed = ParquetSizes.of(S3Server.shared(), "shared/s/orders-", "orderkey", "custkey");
                assertThat(proxy.dataBytes()).isBetween(needed, needed * 11 / 10);
            }
            List<List<Object>> shares = Jdbc.query(
                    connection,
                    "SELECT t.raw_input_rows FROM system.runtime.tasks t JOIN system.runtime.queries q ON q.query_id = t.query_id"
                            + " WHERE q.query LIKE 'SELECT count(*), sum(orderkey)%FROM " + table
                            + "' AND t.raw_input_rows > 0 AND t.stage_id LIKE '%.1' ORDER BY 1");
            assertThat(shares).hasSize(2);
            assertThat((long) shares.get(0).getFirst() + (long) shares.get(1).getFirst())
                    .isEqualTo(COUNT);
            assertThat((long) shares.getFirst().getFirst()).isGreaterThan(COUNT / 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"local, 2", "local, 3", "remote, 2", "remote, 3"})
    void rowsOfSharedFilesChange(String catalog, int version) throws SQLException {
        try (Connection connection = Jdbc.connect(server)) {
            String table = oneFile(connection, catalog + ".s.changed" + version, version);

            execute(connection, "DELETE FROM " + table + " WHERE custkey % 3 = 0");
            execute(
                    connection,
                    "UPDATE " + table + " SET custkey = -custkey WHERE custkey % 3 = 1 AND orderkey % 2 = 1");
            execute(
                    connection,
                    "MERGE INTO " + table + " t USING (" + ROWS + ") s ON t.orderkey = s.orderkey"
                            + " WHEN MATCHED AND s.custkey % 5 = 0 THEN DELETE"
                            + " WHEN NOT MATCHED THEN INSERT (orderkey, custkey) VALUES (s.orderkey, 0)");

            assertThat(Jdbc.query(connection, "SELECT count(*), sum(custkey), sum(orderkey) FROM " + table))
                    .isEqualTo(Jdbc.query(
                            connection,
                            "SELECT count(*), sum(CASE WHEN custkey % 3 = 0 THEN 0"
                                    + " WHEN custkey % 3 = 1 AND orderkey % 2 = 1 THEN -custkey ELSE custkey END), sum(orderkey)"
                                    + " FROM (" + ROWS + ") WHERE custkey % 5 <> 0 OR custkey % 3 = 0"));
        }
    }

    /** The rows in one file of several row groups; what is asked after is distributed. */
    private static String oneFile(Connection connection, String table, int version) throws SQLException {
        execute(connection, "SET SESSION distribution = 'SINGLE'");
        execute(connection, "CREATE TABLE " + table + " WITH (format_version = " + version + ") AS " + ROWS);
        execute(connection, "SET SESSION distribution = 'FORCED'");
        String name = table.substring(table.lastIndexOf('.') + 1);
        String files = table.replace(name, "\"" + name + "$files\"");
        assertThat(Jdbc.query(connection, "SELECT count(*), sum(record_count) FROM " + files))
                .containsExactly(List.of(1L, COUNT));
        return table;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
