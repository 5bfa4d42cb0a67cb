package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of Iceberg's format version 3: rows are taken away by deletion vectors, of which each data file has at most one. */
class DeletionVectorsIT {
    private static final String CHANGES_OF_ROWS = "DELETE FROM %1$s WHERE orderkey %% 3 = 0;"
            + "UPDATE %1$s SET totalprice = totalprice + 1, comment = 'new' WHERE orderkey %% 5 = 0;"
            + "MERGE INTO %1$s t USING (SELECT orderkey k, custkey c FROM tpch.tiny.orders WHERE orderkey %% 7 = 0) s ON t.orderkey = s.k"
            + " WHEN MATCHED AND s.c %% 2 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET comment = 'merged'"
            + " WHEN NOT MATCHED THEN INSERT (orderkey, custkey) VALUES (-s.k, s.c);"
            + "DELETE FROM %1$s WHERE orderkey BETWEEN 100 AND 2000";

    static Stream<Target> targets() {
        return Stream.of(
                new Target("standalone", Servers.standalone(), "AUTOMATIC"),
                new Target("cluster", Servers.cluster(), "FORCED"));
    }

    /** Where statements are asked, and how they are distributed. */
    record Target(String name, SkeinProcess server, String distribution) {
        Connection connect() throws SQLException {
            Connection connection = Jdbc.connect(server);
            execute(connection, "SET SESSION distribution = '" + distribution + "'");
            execute(connection, "CREATE SCHEMA IF NOT EXISTS iceberg.vectors");
            return connection;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void rowsChangeAsInFormatVersionTwo(Target target) throws SQLException {
        try (Connection connection = target.connect()) {
            for (int version = 2; version <= 3; version++) {
                String table = "iceberg.vectors.orders" + version;
                execute(
                        connection,
                        "CREATE TABLE " + table + " WITH (format_version = " + version
                                + ", partitioning = ARRAY['orderstatus']) AS SELECT * FROM tpch.tiny.orders");
                for (String change : CHANGES_OF_ROWS.formatted(table).split(";")) {
                    execute(connection, change);
                }
            }

            String difference =
                    "SELECT count(*) FROM (SELECT * FROM iceberg.vectors.orders%d EXCEPT ALL SELECT * FROM iceberg.vectors.orders%d)";
            assertThat(Jdbc.query(connection, difference.formatted(2, 3))).containsExactly(List.of(0L));
            assertThat(Jdbc.query(connection, difference.formatted(3, 2))).containsExactly(List.of(0L));
            assertThat(
                            Jdbc.query(
                                    connection,
                                    "SELECT file_format, count(*) > 0 FROM iceberg.vectors.\"orders3$files\" WHERE content = 1 GROUP BY 1"))
                    .containsExactly(List.of("PUFFIN", true));
            assertThat(
                            Jdbc.query(
                                    connection,
                                    "SELECT sum(if(content = 0, record_count, -record_count)) - (SELECT count(*) FROM iceberg.vectors.orders3),"
                                            + " count_if(content = 0) >= count_if(content = 1) FROM iceberg.vectors.\"orders3$files\""))
                    .as("no row is deleted twice")
                    .containsExactly(List.of(0L, true));

            execute(connection, "ALTER TABLE iceberg.vectors.orders3 EXECUTE optimize");
            assertThat(Jdbc.query(connection, difference.formatted(2, 3))).containsExactly(List.of(0L));
            assertThat(Jdbc.query(
                            connection, "SELECT count(*) FROM iceberg.vectors.\"orders3$files\" WHERE content <> 0"))
                    .containsExactly(List.of(0L));
            execute(connection, "DELETE FROM iceberg.vectors.orders3");
            assertThat(Jdbc.query(connection, "SELECT count(*) FROM iceberg.vectors.orders3"))
                    .containsExactly(List.of(0L));
            execute(connection, "DROP TABLE iceberg.vectors.orders2");
            execute(connection, "DROP TABLE iceberg.vectors.orders3");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatWasDeletedIsThereInOldVersions(Target target) throws SQLException {
        try (Connection connection = target.connect()) {
            execute(
                    connection,
                    "CREATE TABLE iceberg.vectors.old WITH (format_version = 3) AS SELECT nationkey, name FROM tpch.tiny.nation");
            execute(connection, "DELETE FROM iceberg.vectors.old WHERE nationkey % 2 = 0");
            execute(connection, "DELETE FROM iceberg.vectors.old WHERE nationkey % 3 = 0");
            List<List<Object>> snapshots = Jdbc.query(
                    connection, "SELECT snapshot_id FROM iceberg.vectors.\"old$snapshots\" ORDER BY committed_at");

            assertThat(snapshots.stream()
                            .map(snapshot ->
                                    count(connection, "iceberg.vectors.old FOR VERSION AS OF " + snapshot.getFirst())))
                    .containsExactly(25L, 12L, 8L);
            execute(connection, "DROP TABLE iceberg.vectors.old");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void deleteFilesOfAnUpgradedTableAreReadButNotAddedTo(Target target) throws SQLException {
        try (Connection connection = target.connect()) {
            execute(connection, "CREATE TABLE iceberg.vectors.up AS SELECT nationkey, name FROM tpch.tiny.nation");
            execute(connection, "DELETE FROM iceberg.vectors.up WHERE nationkey = 3");
            execute(connection, "ALTER TABLE iceberg.vectors.up SET PROPERTIES format_version = 3");

            assertThat(count(connection, "iceberg.vectors.up")).isEqualTo(24L);
            assertThat(Jdbc.failure(target.server(), "DELETE FROM iceberg.vectors.up WHERE nationkey = 4")
                            .message())
                    .contains("are deleted by files of format version 2. Run ALTER TABLE ... EXECUTE optimize");
            execute(connection, "ALTER TABLE iceberg.vectors.up EXECUTE optimize");
            execute(connection, "DELETE FROM iceberg.vectors.up WHERE nationkey = 4");
            assertThat(count(connection, "iceberg.vectors.up")).isEqualTo(23L);
            execute(connection, "DROP TABLE iceberg.vectors.up");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aDamagedVectorIsNamed(Target target) throws SQLException, IOException {
        try (Connection connection = target.connect()) {
            execute(
                    connection,
                    "CREATE TABLE iceberg.vectors.damaged WITH (format_version = 3) AS SELECT nationkey FROM tpch.tiny.nation");
            execute(connection, "DELETE FROM iceberg.vectors.damaged WHERE nationkey = 3");
            String file = String.valueOf(
                    Jdbc.query(connection, "SELECT file_path FROM iceberg.vectors.\"damaged$files\" WHERE content = 1")
                            .getFirst()
                            .getFirst());
            Path path = Path.of(file.replaceFirst("^file:(//)?", ""));
            try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
                bytes.seek(20);
                int old = bytes.read();
                bytes.seek(20);
                bytes.write(~old);
            }

            assertThat(Jdbc.failure(target.server(), "SELECT * FROM iceberg.vectors.damaged")
                            .message())
                    .contains("Failed to read file \"" + path + "\": no deletion vector at 4, ");
            execute(connection, "DROP TABLE iceberg.vectors.damaged");
        }
    }

    private static Object count(Connection connection, String table) {
        try {
            return Jdbc.query(connection, "SELECT count(*) FROM " + table)
                    .getFirst()
                    .getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
