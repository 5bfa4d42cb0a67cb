package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How writes lay out their files, and what remains of them. */
class FileLayoutIT {
    private static final int TOO_MANY_OPEN_PARTITIONS = 0x0504_0002;
    private static final String IS_SORTED = "import sys, pyarrow.parquet as pq\n"
            + "for file in sys.argv[1:]:\n"
            + "    rows = [(-r['orderdate'].toordinal(), r['custkey']) for r in pq.ParquetFile(file).read().to_pylist()]\n"
            + "    assert len(rows) > 1 and rows == sorted(rows), file\n";

    private static Path warehouse;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        warehouse = ForeignServer.directory("layout");
        server = Lake.start(
                Map.of(
                        "lake",
                        List.of(
                                "iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse,
                                "iceberg.max-partitions-per-writer=3",
                                "iceberg.expire-snapshots.min-retention=0s",
                                "iceberg.remove-orphan-files.min-retention=0s")),
                List.of(),
                "start");
        Jdbc.execute(server, "CREATE SCHEMA lake.s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsHeld() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @Test
    void dataGoesWhereTheTableWantsIt() {
        Jdbc.execute(
                server,
                "CREATE TABLE lake.s.placed WITH (object_store_layout_enabled = true, data_location = '" + warehouse
                        + "/far', parquet_bloom_filter_columns = ARRAY['name'], max_previous_versions = 2,"
                        + " delete_after_commit_enabled = true) AS SELECT nationkey, name FROM tpch.tiny.nation");
        Jdbc.execute(server, "INSERT INTO lake.s.placed VALUES (100, 'ATLANTIS')");

        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT DISTINCT regexp_replace(\"$path\", '/[01]{4}/[01]{4}/[01]{4}/[01]{8}/s/placed-[0-9a-f]+/.*', '/HASHED') FROM lake.s.placed"))
                .containsExactly(List.of(warehouse + "/far/HASHED"));
        assertThat(Jdbc.query(server, "SELECT nationkey FROM lake.s.placed WHERE name IN ('ATLANTIS', 'ATLANTIC')"))
                .containsExactly(List.of(100L));
        assertThat(Jdbc.query(server, "SHOW CREATE TABLE lake.s.placed")
                        .getFirst()
                        .getFirst()
                        .toString())
                .contains(
                        "   data_location = '" + warehouse + "/far',\n",
                        "   delete_after_commit_enabled = true,\n",
                        "   max_previous_versions = 2,\n",
                        "   object_store_layout_enabled = true,\n",
                        "   parquet_bloom_filter_columns = ARRAY['name']\n");
        Jdbc.execute(server, "ALTER TABLE lake.s.placed SET PROPERTIES max_previous_versions = 3");
        Jdbc.execute(server, "DELETE FROM lake.s.placed WHERE nationkey < 100");
        Jdbc.execute(server, "ALTER TABLE lake.s.placed EXECUTE optimize");
        assertThat(Jdbc.query(server, "SELECT name FROM lake.s.placed")).containsExactly(List.of("ATLANTIS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", partitioning = ARRAY['orderstatus']"})
    @EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
    void rowsWithinEachFileAreSorted(String partitioning) throws Exception {
        String table = "sorted" + (partitioning.isEmpty() ? "" : "_in_partitions");
        String rows = " SELECT orderkey, custkey, orderstatus, orderdate FROM tpch.tiny.orders WHERE orderkey % 2 = ";
        Jdbc.execute(
                server,
                "CREATE TABLE lake.s." + table + " WITH (sorted_by = ARRAY['orderdate DESC NULLS LAST', 'custkey']"
                        + partitioning + ") AS" + rows + "0");
        Jdbc.execute(server, "INSERT INTO lake.s." + table + rows + "1");
        Jdbc.execute(server, "UPDATE lake.s." + table + " SET custkey = custkey * 7 % 1000 WHERE orderkey % 3 = 0");

        List<String> files = files(table).stream()
                .map(Path::toString)
                .filter(file -> file.endsWith(".parquet") && !file.contains("deletes-"))
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(partitioning.isEmpty() ? 3 : 9);
        assertThat(python(files)).isEmpty();

        Jdbc.execute(server, "ALTER TABLE lake.s." + table + " EXECUTE optimize");
        List<String> rewritten = Jdbc.query(server, "SELECT file_path FROM lake.s.\"" + table + "$files\"").stream()
                .map(row -> (String) row.getFirst())
                .toList();
        assertThat(rewritten).hasSize(partitioning.isEmpty() ? 1 : 3).doesNotContainAnyElementsOf(files);
        assertThat(python(rewritten)).isEmpty();
    }

    @Test
    void moreThanTheAllowedPartitionsAreRefusedAndLeaveNothing() throws IOException {
        String message = "Exceeded limit of 3 open writers for partitions";

        Jdbc.Failure create = Jdbc.failure(
                server,
                "CREATE TABLE lake.s.many WITH (partitioning = ARRAY['regionkey']) AS SELECT * FROM tpch.tiny.nation");
        assertThat(create).isEqualTo(new Jdbc.Failure(create.message(), TOO_MANY_OPEN_PARTITIONS));
        assertThat(create.message()).contains(message);
        assertThat(Jdbc.query(server, "SHOW TABLES FROM lake.s LIKE 'many'")).isEmpty();
        assertThat(files("many")).isEmpty();

        Jdbc.execute(
                server,
                "CREATE TABLE lake.s.some WITH (partitioning = ARRAY['regionkey']) AS"
                        + " SELECT * FROM tpch.tiny.nation WHERE regionkey < 3");
        List<Path> before = files("some");
        Jdbc.Failure insert = Jdbc.failure(server, "INSERT INTO lake.s.some SELECT * FROM tpch.tiny.nation");
        assertThat(insert.code()).isEqualTo(TOO_MANY_OPEN_PARTITIONS);
        assertThat(insert.message()).contains(message);
        assertThat(files("some")).isEqualTo(before);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM lake.s.some")).containsExactly(List.of(15L));
    }

    @Test
    void anExplainedOptimizeIsDone() {
        Jdbc.execute(server, "CREATE TABLE lake.s.small AS SELECT nationkey FROM tpch.tiny.nation");
        Jdbc.execute(server, "INSERT INTO lake.s.small VALUES 25");
        String files = "SELECT count(*) FROM lake.s.\"small$files\"";
        Jdbc.query(server, "EXPLAIN ALTER TABLE lake.s.small EXECUTE optimize");
        assertThat(Jdbc.query(server, files)).containsExactly(List.of(2L));

        assertThat(Jdbc.query(server, "EXPLAIN ANALYZE ALTER TABLE lake.s.small EXECUTE optimize")
                        .toString())
                .contains("lake.s.small")
                .contains("26 rows");

        assertThat(Jdbc.query(server, files)).containsExactly(List.of(1L));
        assertThat(Jdbc.query(server, "SELECT count(*), sum(nationkey) FROM lake.s.small"))
                .containsExactly(List.of(26L, 325L));
    }

    @Test
    void expiredSnapshotsTakeTheirFilesWithThemWithoutAWarning() throws IOException {
        Jdbc.execute(server, "CREATE TABLE lake.s.expired AS SELECT * FROM tpch.tiny.nation");
        Jdbc.execute(server, "DELETE FROM lake.s.expired WHERE nationkey = 3");
        Jdbc.execute(server, "UPDATE lake.s.expired SET name = 'X' WHERE nationkey = 4");
        Jdbc.execute(server, "INSERT INTO lake.s.expired SELECT * FROM tpch.tiny.nation");
        Jdbc.execute(server, "ALTER TABLE lake.s.expired EXECUTE optimize");
        Jdbc.execute(server, "DELETE FROM lake.s.expired WHERE nationkey = 7");
        Jdbc.execute(server, "ALTER TABLE lake.s.expired EXECUTE optimize");
        // What the current snapshot has taken away goes with the current snapshot, unless it went before as an orphan.
        Jdbc.execute(server, "ALTER TABLE lake.s.expired EXECUTE remove_orphan_files(retention_threshold => '0s')");
        Jdbc.execute(server, "INSERT INTO lake.s.expired SELECT * FROM tpch.tiny.nation");
        Jdbc.execute(server, "ALTER TABLE lake.s.expired EXECUTE expire_snapshots(retention_threshold => '0s')");

        List<String> named = Jdbc.query(server, "SELECT file_path FROM lake.s.\"expired$files\"").stream()
                .map(row -> (String) row.getFirst())
                .toList();
        assertThat(named).hasSize(2);
        assertThat(files("expired").stream().map(Path::toString).filter(file -> file.endsWith(".parquet")))
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(server.log().lines().filter(line -> line.contains("WARN  o.a.i.")))
                .isEmpty();
    }

    private static List<Path> files(String table) throws IOException {
        try (Stream<Path> files = Files.walk(warehouse.resolve("s"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/s/" + table + "-"))
                    .sorted()
                    .toList();
        }
    }

    /** What the check says against the files. */
    private static String python(List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Optional.ofNullable(System.getenv("SKEIN_TEST_PYTHON")).orElse("python3"), "-c", IS_SORTED));
        command.addAll(files);
        Path output = Files.createTempFile(ForeignServer.directory("sorted"), "script", ".out");
        Process script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
