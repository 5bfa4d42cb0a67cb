package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.trino.hive.thrift.metastore.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Iceberg tables that a Hive metastore lists, beside tables that are not Iceberg's. */
class HiveMetastoreIT {
    private static final int METASTORE_ERROR = 0x0100_0000;
    private static final int UNSUPPORTED_TABLE_TYPE = 0x0102_0789;

    private static SkeinProcess server;
    private static int closedPort;

    @BeforeAll
    static void start() {
        List<String> metastore = HiveMetastoreServer.shared().properties();
        closedPort = SkeinProcess.freePort();
        server = Lake.start(
                Map.of(
                        "hive",
                        lines(S3Server.properties(S3Server.shared().endpoint()), metastore),
                        "hive_local",
                        metastore,
                        "gone",
                        List.of(
                                "iceberg.catalog.type=hive_metastore",
                                "hive.metastore.uri=thrift://127.0.0.1:" + closedPort)),
                List.of(),
                "start");
    }

    private static List<String> lines(List<String> some, List<String> more) {
        return Stream.of(some, more).flatMap(List::stream).toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void viewsOfBothKindsLiveTheirLives() {
        CatalogLives.views(server, "hive");
        CatalogLives.materializedViews(server, "hive", 6);
    }

    @Test
    void localFilesAreWhereTheSchemaSays() throws Exception {
        Path warehouse = ForeignServer.directory("hive-local");
        Jdbc.execute(server, "CREATE SCHEMA hive_local.here WITH (location = '" + warehouse.resolve("here") + "')");
        Jdbc.execute(server, "CREATE TABLE hive_local.here.t AS SELECT 7 AS x");

        assertThat(Jdbc.query(server, "SELECT x FROM hive_local.here.t")).containsExactly(List.of(7));
        try (Stream<Path> files = Files.walk(warehouse)) {
            assertThat(files.map(Path::toString).filter(file -> file.endsWith(".parquet")))
                    .hasSize(1);
        }
        Jdbc.execute(server, "DROP TABLE hive_local.here.t");
        Jdbc.execute(server, "DROP SCHEMA hive_local.here");
        assertThat(warehouse.resolve("here")).doesNotExist();
    }

    @Test
    void tablesOfHiveAreNotListedAndSayWhatTheyAre() throws Exception {
        Jdbc.execute(server, "CREATE SCHEMA hive.mixed");
        Jdbc.execute(server, "CREATE TABLE hive.mixed.ours (x bigint)");
        try (HiveMetastoreClient hive = HiveMetastoreServer.shared().connect()) {
            hive.createTextTable("mixed", "theirs");

            assertThat(Jdbc.query(server, "SHOW TABLES FROM hive.mixed")).containsExactly(List.of("ours"));
            Jdbc.Failure failure = Jdbc.failure(server, "SELECT * FROM hive.mixed.theirs");
            assertThat(failure.code()).isEqualTo(UNSUPPORTED_TABLE_TYPE);
            assertThat(failure.message()).contains("Not an Iceberg table: mixed.theirs");
            assertThat(Jdbc.failure(server, "CREATE TABLE hive.mixed.theirs (x bigint)")
                            .message())
                    .contains("Not an Iceberg table: mixed.theirs");
            assertThat(Jdbc.failure(server, "DROP SCHEMA hive.mixed").message()).contains("non-empty");
            hive.dropTable("mixed", "theirs");
        }
        Jdbc.execute(server, "DROP SCHEMA hive.mixed CASCADE");
    }

    @Test
    void otherEnginesFindWhatTheyLookFor() throws Exception {
        Jdbc.execute(server, "CREATE SCHEMA hive.told");
        Jdbc.execute(
                server,
                "CREATE TABLE hive.told.t (id bigint, at timestamp(6) with time zone, sum decimal(10, 2), tags array(varchar))");
        Jdbc.execute(server, "INSERT INTO hive.told.t (id) VALUES 1, 2");
        try (HiveMetastoreClient hive = HiveMetastoreServer.shared().connect()) {
            Table entry = hive.entry("told", "t");

            assertThat(entry.getTableType()).isEqualTo("EXTERNAL_TABLE");
            assertThat(entry.getParameters())
                    .containsEntry("EXTERNAL", "TRUE")
                    .containsEntry("table_type", "ICEBERG")
                    .containsEntry("numRows", "2")
                    .containsKeys("metadata_location", "previous_metadata_location", "uuid");
            assertThat(entry.getSd().getLocation()).startsWith("s3://lake/hive/told.db/t-");
            assertThat(entry.getSd().getCols().stream().map(column -> column.getName() + " " + column.getType()))
                    .containsExactly(
                            "id bigint",
                            "at timestamp with local time zone",
                            "sum decimal(10,2)",
                            "tags array<string>");
        }
        Jdbc.execute(server, "DROP SCHEMA hive.told CASCADE");
    }

    @Test
    void columnsComeAndGo() {
        Jdbc.execute(server, "CREATE SCHEMA hive.columns");
        Jdbc.execute(server, "CREATE TABLE hive.columns.t AS SELECT 1 AS a, 'two' AS b, DATE '2026-11-28' AS c");
        Jdbc.execute(server, "ALTER TABLE hive.columns.t DROP COLUMN a");
        Jdbc.execute(server, "ALTER TABLE hive.columns.t RENAME COLUMN b TO a");
        Jdbc.execute(server, "ALTER TABLE hive.columns.t ADD COLUMN d double FIRST");

        assertThat(Jdbc.query(server, "SELECT * FROM hive.columns.t"))
                .containsExactly(Arrays.asList(null, "two", Date.valueOf("2026-11-28")));
        Jdbc.execute(server, "DROP SCHEMA hive.columns CASCADE");
    }

    @Test
    void writersOfTwoProcessesLoseNothing() throws Exception {
        List<String> lockless = new ArrayList<>(HiveMetastoreServer.shared().properties());
        lockless.addAll(S3Server.properties(S3Server.shared().endpoint()));
        lockless.add("iceberg.hive-catalog.lock-enabled=false");
        try (SkeinProcess other = Lake.start(Map.of("hive", lockless), List.of(), "start")) {
            CatalogLives.race(server, other, "hive");
        }
    }

    @Test
    void aMetastoreThatIsNotThereIsNamedSoon() {
        long before = System.nanoTime();
        Jdbc.Failure failure = Jdbc.failure(server, "SHOW SCHEMAS FROM gone");

        assertThat(failure.message()).contains("Failed connecting to Hive metastore: [127.0.0.1:" + closedPort + "]");
        assertThat(failure.code()).isEqualTo(METASTORE_ERROR);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
    void pyIcebergAndSkeinReadWhatTheOtherWrites() throws Exception {
        PyIceberg.exchange(server, "hive", "hive", HiveMetastoreServer.shared().uri());
    }

    @Test
    void passwordsAreNotInTheLog() {
        assertThat(server.log()).doesNotContain(S3Server.SECRET_KEY);
    }
}
