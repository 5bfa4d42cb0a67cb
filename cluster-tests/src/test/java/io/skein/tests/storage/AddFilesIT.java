package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Jdbc.Failure;
import io.skein.tests.server.SkeinProcess;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Files that another program has written become a table's, and keep their values through its changes; PyIceberg reads the same. */
@EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
class AddFilesIT {
    private static final int PERMISSION_DENIED = 0x0004;
    private static final int COMMIT_ERROR = 0x0504_000C;
    private static final String SELECT =
            "SELECT id, name, price, CAST(at AS varchar), array_join(tags, '+'), place.town, place.zip, element_at(sizes, 's') FROM ";

    private static Path warehouse;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        warehouse = ForeignServer.directory("taken");
        String directory = "iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse;
        List<String> bucket = new ArrayList<>(Lake.jdbc(S3Server.shared().endpoint(), "taken"));
        bucket.add("iceberg.add-files-procedure.enabled=true");
        server = Lake.start(
                Map.of(
                        "lake", List.of(directory, "iceberg.add-files-procedure.enabled=true"),
                        "closed", List.of(directory),
                        "bucket", bucket),
                List.of(),
                "start");
        Jdbc.execute(server, "CREATE SCHEMA lake.s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void foreignFilesAreReadByName() throws Exception {
        Path files = warehouse.resolve("foreign");
        python("write", files.toString());
        table("t");

        assertThat(refused("t", "location => '" + files + "', format => 'PARQUET', recursive_directory => 'TRUE'"))
                .isEqualTo(new Failure(
                        failed("Target 'id' column is 'long' type, but got source 'byte_array StringType()' type: "
                                + files.resolve("wrong.parquet")),
                        COMMIT_ERROR));
        Files.delete(files.resolve("wrong.parquet"));
        assertThat(refused("t", "location => '" + files + "', format => 'PARQUET'")
                        .message())
                .contains("Recursive directory must not exist when recursive_directory argument is 'fail': ");
        assertThat(Jdbc.query(server, "SELECT count(*) FROM lake.s.t")).containsExactly(List.of(0L));
        add("t", "location => '" + files + "', format => 'PARQUET', recursive_directory => 'TRUE'");
        assertThat(refused("t", "location => '" + files.resolve("a.parquet") + "', format => 'PARQUET'"))
                .isEqualTo(new Failure(failed("File already exists: " + files.resolve("a.parquet")), COMMIT_ERROR));

        List<List<Object>> rows = List.of(
                Arrays.asList(1L, "one", decimal("1.50"), "2024-01-01 12:00:00.000000", "a+b", "Bonn", 53111, 1L),
                Arrays.asList(2L, null, null, "2024-01-02 12:00:00.000000", null, null, null, null),
                Arrays.asList(3L, "three", decimal("-3.25"), "2024-01-03 12:00:00.000000", "", "Ulm", null, null),
                Arrays.asList(4L, "four", null, null, null, null, null, null));
        assertThat(Jdbc.query(server, SELECT + "lake.s.t ORDER BY id")).isEqualTo(rows);
        assertThat(Jdbc.query(server, "SELECT name FROM lake.s.t WHERE id > 3 OR place.town = 'Bonn' ORDER BY 1"))
                .containsExactly(List.of("four"), List.of("one"));

        Jdbc.execute(server, "ALTER TABLE lake.s.t RENAME COLUMN id TO number");
        Jdbc.execute(server, "ALTER TABLE lake.s.t RENAME COLUMN place.town TO city");
        String renamed = SELECT.replace("id,", "number,").replace("town", "city") + "lake.s.t ORDER BY number";
        assertThat(Jdbc.query(server, renamed)).isEqualTo(rows);
        Jdbc.execute(server, "INSERT INTO lake.s.t (number, name, place) VALUES (5, 'five', ROW('Jena', 7743))");
        Jdbc.execute(server, "DELETE FROM lake.s.t WHERE number = 2");
        Jdbc.execute(server, "UPDATE lake.s.t SET name = 'FOUR' WHERE number = 4");
        List<List<Object>> changed = List.of(
                rows.get(0),
                rows.get(2),
                Arrays.asList(4L, "FOUR", null, null, null, null, null, null),
                Arrays.asList(5L, "five", null, null, null, "Jena", 7743, null));
        assertThat(Jdbc.query(server, renamed)).isEqualTo(changed);
        Jdbc.execute(server, "ALTER TABLE lake.s.t RENAME COLUMN number TO id");
        assertThat(python("read", metadata("t"))).isEqualTo("""
                        1|one|1.50|2024-01-01 12:00:00|['a', 'b']|{'city': 'Bonn', 'zip': 53111}|[('s', 1)]
                        3|three|-3.25|2024-01-03 12:00:00|[]|{'city': 'Ulm', 'zip': None}|[]
                        4|FOUR|None|None|None|None|None
                        5|five|None|None|None|{'city': 'Jena', 'zip': 7743}|None
                        """);

        Jdbc.execute(server, "ALTER TABLE lake.s.t EXECUTE optimize");
        assertThat(Jdbc.query(server, renamed.replace("number", "id"))).isEqualTo(changed);
        assertThat(files.resolve("a.parquet")).as("an older snapshot needs it").exists();
    }

    @Test
    void filesInObjectStorageAreReadByName() throws Exception {
        S3Server storage = S3Server.shared();
        Path files = warehouse.resolve("uploaded");
        python("write", files.toString());
        python(
                "upload",
                files.toString(),
                storage.endpoint(),
                S3Server.ACCESS_KEY,
                S3Server.SECRET_KEY,
                S3Server.BUCKET + "/foreign");
        Jdbc.execute(server, "CREATE SCHEMA bucket.s");
        Jdbc.execute(server, "CREATE TABLE bucket.s.t (id bigint, name varchar, place row(town varchar, zip integer))");
        Jdbc.execute(
                server,
                "ALTER TABLE bucket.s.t EXECUTE add_files(location => 's3://" + S3Server.BUCKET
                        + "/foreign', format => 'PARQUET', recursive_directory => 'TRUE')");
        Jdbc.execute(server, "ALTER TABLE bucket.s.t RENAME COLUMN name TO label");

        assertThat(Jdbc.query(server, "SELECT label FROM bucket.s.t ORDER BY 1 NULLS FIRST"))
                .containsExactly(Arrays.asList((Object) null), List.of("four"), List.of("one"), List.of("three"));
        assertThat(Jdbc.query(server, "SELECT id, label, place.zip FROM bucket.s.t WHERE id < 3 ORDER BY 1"))
                .containsExactly(List.of(1L, "one", 53111), Arrays.asList(2L, null, null));
    }

    @Test
    void aCatalogMayForbidIt() {
        table("forbidden");
        assertThat(Jdbc.failure(
                        server,
                        "ALTER TABLE closed.s.forbidden EXECUTE add_files(location => '/', format => 'PARQUET')"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(PERMISSION_DENIED))
                .satisfies(failure -> assertThat(failure.message()).contains("add_files procedure is disabled"));
        assertThat(Jdbc.failure(
                                server,
                                "ALTER TABLE lake.s.forbidden EXECUTE add_files_from_table(schema_name => 's', table_name => 't')")
                        .message())
                .contains("This catalog does not support add_files_from_table procedure");
    }

    private static void table(String name) {
        Jdbc.execute(
                server,
                "CREATE TABLE lake.s." + name
                        + " (id bigint, name varchar, price decimal(10,2), at timestamp(6), tags array(varchar), place row(town varchar, zip integer), sizes map(varchar, bigint))");
    }

    private static void add(String table, String arguments) {
        Jdbc.execute(server, "ALTER TABLE lake.s." + table + " EXECUTE add_files(" + arguments + ")");
    }

    private static Failure refused(String table, String arguments) {
        Failure failure = Jdbc.failure(server, "ALTER TABLE lake.s." + table + " EXECUTE add_files(" + arguments + ")");
        return new Failure(failure.message().replaceFirst("^Query failed \\(#[^)]*\\): ", ""), failure.code());
    }

    private static String failed(String reason) {
        return "Failed to add files: " + reason;
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static String metadata(String table) throws Exception {
        try (Stream<Path> files = Files.walk(warehouse)) {
            return files.filter(file -> file.toString().contains("/" + table + "-")
                            && file.toString().endsWith(".metadata.json"))
                    .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .orElseThrow()
                    .toString();
        }
    }

    private static String python(String... arguments) throws Exception {
        Path output = Files.createTempFile(ForeignServer.directory("python"), "script", ".out");
        Process script = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        System.getenv("SKEIN_TEST_PYTHON"),
                                        SkeinProcess.ROOT
                                                .resolve("cluster-tests/src/test/python/foreign_files.py")
                                                .toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
