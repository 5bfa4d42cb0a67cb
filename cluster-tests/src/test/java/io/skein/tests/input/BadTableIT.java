package io.skein.tests.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Jdbc.Failure;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Iceberg tables that are damaged, gone, or do not take what is written. One catalog makes them, another, which has never seen them, reads. */
class BadTableIT {
    private static final int NOT_SUPPORTED = 0x000D;
    private static final int TABLE_NOT_FOUND = 0x002E;
    private static final int TYPE_MISMATCH = 0x003A;
    private static final int INVALID_METADATA = 0x0504_0001;
    private static final int BAD_DATA = 0x0504_0004;
    private static final int CANNOT_OPEN_SPLIT = 0x0504_0006;
    private static final int WRITER_OPEN_ERROR = 0x0504_0007;
    private static final int MISSING_METADATA = 0x0504_000F;
    /** Runs for some seconds. */
    private static final String LONG = "SELECT a.orderkey FROM tpch.tiny.lineitem a JOIN tpch.tiny.lineitem b"
            + " ON a.suppkey % 10 = b.suppkey % 10 AND a.comment < b.comment WHERE a.orderkey + b.orderkey = 7";

    private static Path warehouse;
    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        warehouse = Files.createTempDirectory(
                Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers")), "bad");
        List<String> lines = List.of("iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse);
        server = Lake.start(Map.of("makes", lines, "reads", lines), List.of(), "start");
        Jdbc.execute(server, "CREATE SCHEMA makes.s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsHeld() {
        Counters.awaitNothingHeld(server, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                      | Error processing metadata for table s.json1",
                "{\"format-version\": 9} | Error processing metadata for table s.json2: Cannot read unsupported version 9",
                "{\"format-version\": 2} | Error processing metadata for table s.json3: Cannot parse missing string: location",
                "ORC                    | Error processing metadata for table s.json4"
            })
    void metadataThatIsNoMetadataIsRefused(String content, String message) throws IOException {
        String table = message.replaceAll(".* s\\.(json\\d).*", "$1");
        make(table);
        Files.writeString(newest(table, ".metadata.json"), content);

        assertFails("SELECT * FROM reads.s." + table, INVALID_METADATA, message);
        assertFails("INSERT INTO reads.s." + table + " VALUES (1, 'x')", INVALID_METADATA, message);
        assertThat(Jdbc.query(server, "SHOW TABLES FROM reads.s LIKE '" + table + "'"))
                .containsExactly(List.of(table));
    }

    @Test
    void metadataThatIsNotThereIsMissed() throws IOException {
        make("gone");
        Files.delete(newest("gone", ".metadata.json"));

        assertFails(
                "SELECT * FROM reads.s.gone",
                MISSING_METADATA,
                "Metadata not found in metadata location for table s.gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap", "manifest"})
    void brokenManifestsAreRefused(String kind) throws IOException {
        for (Damage damage : Damage.values()) {
            String table = kind + "_" + damage.name().toLowerCase(java.util.Locale.ENGLISH);
            make(table);
            List<Path> before = files(table);
            Path file = before.stream()
                    .filter(path -> path.toString().endsWith(".avro"))
                    .filter(path -> path.getFileName().toString().startsWith("snap-") == kind.equals("snap"))
                    .findFirst()
                    .orElseThrow();
            damage.apply(file);
            int code = damage == Damage.DELETED ? MISSING_METADATA : INVALID_METADATA;
            String message = (damage == Damage.DELETED
                            ? "Metadata not found in metadata location for table s."
                            : "Error processing metadata for table s.")
                    + table;

            assertFails("SELECT * FROM reads.s." + table, code, message);
            assertFails("DELETE FROM reads.s." + table + " WHERE name < 'B'", code, message);
            assertFails("ALTER TABLE reads.s." + table + " EXECUTE optimize", code, message);
            awaitFiles(table, damage == Damage.DELETED ? without(before, file) : before);
        }
    }

    @Test
    void aDataFileThatIsNotThereIsNamed() throws IOException {
        make("data_gone");
        Jdbc.execute(server, "INSERT INTO makes.s.data_gone VALUES (25, 'ATLANTIS')");
        Path file = newest("data_gone", ".parquet");
        Files.delete(file);

        assertFails("SELECT * FROM reads.s.data_gone", CANNOT_OPEN_SPLIT, file.toString());
        assertFails("DELETE FROM reads.s.data_gone WHERE name < 'B'", CANNOT_OPEN_SPLIT, file.toString());
        assertFails("ALTER TABLE reads.s.data_gone EXECUTE optimize", CANNOT_OPEN_SPLIT, file.toString());
    }

    @Test
    void aFileOfDeletesThatIsNotThereIsNamed() throws IOException {
        make("deletes_gone");
        Jdbc.execute(server, "DELETE FROM makes.s.deletes_gone WHERE nationkey = 3");
        Path file = files("deletes_gone").stream()
                .filter(path -> path.getFileName().toString().contains("deletes-"))
                .findFirst()
                .orElseThrow();
        Files.delete(file);

        assertFails("SELECT * FROM reads.s.deletes_gone", CANNOT_OPEN_SPLIT, file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE", "CUT", "EMPTY"})
    void aDataFileThatIsBrokenIsNamed(Damage damage) throws IOException {
        String table = "data_" + damage.name().toLowerCase(java.util.Locale.ENGLISH);
        make(table);
        Path file = newest(table, ".parquet");
        damage.apply(file);

        assertFails("SELECT * FROM reads.s." + table, BAD_DATA, file.toString());
    }

    @Test
    void rowsThatDoNotFitAreRefusedAndLeaveNothing() throws IOException {
        make("narrow");
        List<Path> before = files("narrow");

        assertFails(
                "INSERT INTO reads.s.narrow VALUES ('x', 1)",
                TYPE_MISMATCH,
                "Insert query has mismatched column types: Table: [bigint, varchar], Query: [varchar(1), integer]");
        assertFails(
                "INSERT INTO reads.s.narrow VALUES 1",
                TYPE_MISMATCH,
                "Insert query has mismatched column types: Table: [bigint, varchar], Query: [integer]");
        assertFails(
                "CREATE TABLE reads.s.never AS SELECT INTERVAL '1' DAY AS d",
                NOT_SUPPORTED,
                "Type not supported for Iceberg: interval day to second");
        awaitFiles("narrow", before);
        awaitFiles("never", List.of());
        assertThat(Jdbc.query(server, "SHOW TABLES FROM reads.s LIKE 'never'")).isEmpty();
    }

    @Test
    void aTableThatIsDroppedWhileItIsWrittenStaysGone() throws Exception {
        make("dropped");
        CompletableFuture<Failure> failure = CompletableFuture.supplyAsync(
                () -> Jdbc.failure(server, "INSERT INTO makes.s.dropped (nationkey) " + LONG));
        await("the insert runs")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Counters.workersAtWork(server) > 0 || failure.isDone());
        Jdbc.execute(server, "DROP TABLE reads.s.dropped");

        // Its directory goes with the table: whether that is noticed before or after the write depends on when the
        // first file is made.
        Failure dropped = failure.get(300, TimeUnit.SECONDS);
        assertThat(dropped.code()).as(dropped.message()).isIn(TABLE_NOT_FOUND, WRITER_OPEN_ERROR);
        assertThat(dropped.message())
                .contains(dropped.code() == TABLE_NOT_FOUND ? "Table 's.dropped' does not exist" : "/s/dropped-");
        assertFails("SELECT count(*) FROM makes.s.dropped", TABLE_NOT_FOUND, "Table 'makes.s.dropped' does not exist");
        awaitFiles("dropped", List.of());
    }

    @Test
    void aTableThatIsDroppedWhileItIsReadIsReadOrMissed() throws Exception {
        make("read");
        String sql = "SELECT count(*) FROM (" + LONG + ") JOIN makes.s.read ON orderkey = nationkey";
        CompletableFuture<List<List<Object>>> answer = CompletableFuture.supplyAsync(() -> Jdbc.query(server, sql));
        await("the query runs")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Counters.workersAtWork(server) > 0 || answer.isDone());
        Jdbc.execute(server, "DROP TABLE reads.s.read");

        answer.handle((rows, failure) -> failure == null
                        ? assertThat(rows).hasSize(1)
                        : assertThat(failure).hasMessageContaining("/s/read-"))
                .get(300, TimeUnit.SECONDS);
        assertFails("SELECT count(*) FROM makes.s.read", TABLE_NOT_FOUND, "Table 'makes.s.read' does not exist");
        awaitFiles("read", List.of());
    }

    /** How a file is damaged. */
    enum Damage {
        GARBAGE {
            @Override
            void apply(Path file) throws IOException {
                byte[] content = new byte[(int) Files.size(file)];
                new Random(1).nextBytes(content);
                Files.write(file, content);
            }
        },
        CUT {
            @Override
            void apply(Path file) throws IOException {
                byte[] content = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
            }
        },
        EMPTY {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        DELETED {
            @Override
            void apply(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void apply(Path file) throws IOException;
    }

    private static void make(String table) {
        Jdbc.execute(
                server,
                "CREATE TABLE makes.s." + table
                        + " AS SELECT nationkey, CAST(name AS varchar) AS name FROM tpch.tiny.nation");
    }

    private static void assertFails(String sql, int code, String message) {
        Failure failure = Jdbc.failure(server, sql);
        assertThat(failure.message()).as(sql).contains(message);
        assertThat(failure.code()).as(sql + ": " + failure.message()).isEqualTo(code);
    }

    private static List<Path> without(List<Path> files, Path file) {
        return files.stream().filter(each -> !each.equals(file)).toList();
    }

    /** The last by its name. */
    private static Path newest(String table, String suffix) throws IOException {
        return files(table).stream()
                .filter(file -> file.toString().endsWith(suffix))
                .max(Comparator.comparing(Path::getFileName))
                .orElseThrow();
    }

    /** The client hears of a failure at once; the writers it stops take their files away right after. */
    private static void awaitFiles(String table, List<Path> expected) {
        await().ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(files(table)).isEqualTo(expected));
    }

    private static List<Path> files(String table) throws IOException {
        Path schema = warehouse.resolve("s");
        if (!Files.isDirectory(schema)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(schema)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> schema.relativize(file).toString().startsWith(table + "-"))
                    .sorted()
                    .toList();
        }
    }
}
