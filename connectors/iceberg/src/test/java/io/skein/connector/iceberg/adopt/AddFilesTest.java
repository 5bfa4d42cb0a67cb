package io.skein.connector.iceberg.adopt;

import static io.skein.connector.iceberg.adopt.Footer.bytes;
import static io.skein.connector.iceberg.adopt.Footer.onlyNulls;
import static io.skein.connector.iceberg.adopt.Footer.statistics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.ProcedureCall.Value;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.Split.NamedField;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddFilesTest {
    private static final Executor THREADS = work -> Thread.ofPlatform().start(work);
    private static final Consumer<SchemaElement> PLAIN = _ -> {};
    private static final Consumer<SchemaElement> TEXT = element -> element.setConverted_type(ConvertedType.UTF8);

    @TempDir
    private Path directory;

    private Path foreign;
    private Lake lake;

    @BeforeEach
    void open() {
        foreign = directory.resolve("foreign");
        lake = new Lake(directory.resolve("warehouse"), Map.of("iceberg.add-files-procedure.enabled", "true"))
                .withSchema();
        lake.create("t", Map.of(), "k bigint", "name varchar");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void filesAreKnownByTheirFooters() {
        file("a.parquet", 1, 5);
        new Footer()
                .column("k", Type.INT32, PLAIN, statistics(0, bytes(-7), bytes(20)), onlyNulls(10))
                .column(
                        "name",
                        Type.BYTE_ARRAY,
                        TEXT,
                        statistics(1, bytes("b"), bytes("a text of more than sixteen")),
                        statistics(2, bytes("a"), bytes("c")))
                .write(foreign.resolve("b.parquet"), 10);
        add(Map.of());

        TableStatistics statistics = lake.connector.metadata().statistics(lake.table("t"), Constraint.ALL);
        assertThat(statistics.rowCount()).hasValue(30);
        ColumnStatistics k = Objects.requireNonNull(statistics.columns().get("k"));
        assertThat(k.low()).hasValue(-7);
        assertThat(k.high()).hasValue(20);
        assertThat(k.nullFraction()).hasValue(10 / 30.0);
        assertThat(Objects.requireNonNull(statistics.columns().get("name")).nullFraction())
                .hasValue(3 / 30.0);
        assertThat(paths(new Constraint(Map.of("k", equal(4L))))).containsExactlyInAnyOrder("a.parquet", "b.parquet");
        assertThat(paths(new Constraint(Map.of("k", equal(6L))))).containsExactly("b.parquet");
        assertThat(paths(new Constraint(Map.of("name", equal("zz"))))).isEmpty();
    }

    @Test
    void columnsAreFoundByTheNamesOfThenAndNow() {
        new Footer()
                .column("K", Type.INT64, PLAIN, statistics(0, bytes(1L), bytes(2L)))
                .write(foreign.resolve("a.parquet"), 10);
        add(Map.of());
        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(lake.table("t"), new TableChange.RenameColumn("k", "key"));

        assertThat(((FileSplit) lake.splits(lake.table("t"), Constraint.ALL).getFirst())
                        .fieldIds()
                        .names())
                .containsExactlyInAnyOrder(
                        new NamedField(1, List.of("K", "k", "key"), List.of()),
                        new NamedField(2, List.of("name"), List.of()));
    }

    /** Who adds files at the same time must not forget the names that others' files have for the columns: these would be read as NULL. */
    @Test
    void namesOfFilesThatComeAtOnceAreAllKept() {
        List<String> spellings = List.of("NAME", "Name", "nAME", "naME", "namE", "NAme", "nAmE", "NaMe");
        for (String spelling : spellings) {
            new Footer()
                    .column(spelling, Type.BYTE_ARRAY, TEXT, statistics(0, bytes("a"), bytes("z")))
                    .write(foreign.resolve(spelling + "/a.parquet"), 10);
        }

        spellings.stream()
                .map(spelling -> CompletableFuture.runAsync(
                        () -> add(Map.of("location", foreign.resolve(spelling) + "/")), THREADS))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(((FileSplit) lake.splits(lake.table("t"), Constraint.ALL).getFirst())
                        .fieldIds()
                        .names())
                .filteredOn(field -> field.id() == 2)
                .flatExtracting(NamedField::names)
                .containsAll(spellings);
    }

    @Test
    void directoriesWithinAreTakenOrLeftOrRefused() throws IOException {
        file("a.parquet", 1, 5);
        file("within/b.parquet", 1, 5);
        Files.writeString(foreign.resolve("_SUCCESS"), "");
        Files.writeString(foreign.resolve(".hidden"), "");
        refuses(
                Map.of(),
                "Recursive directory must not exist when recursive_directory argument is 'fail': " + foreign
                        + "/within/b.parquet");

        add(Map.of("recursive_directory", "false"));
        assertThat(paths(Constraint.ALL)).containsExactly("a.parquet");
        refuses(Map.of("recursive_directory", "true"), "File already exists: " + foreign + "/a.parquet");
        assertThat(paths(Constraint.ALL)).containsExactly("a.parquet");
        add(Map.of("location", foreign + "/within/b.parquet"));
        assertThat(paths(Constraint.ALL)).containsExactlyInAnyOrder("a.parquet", "b.parquet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "location    | none    | ICEBERG_COMMIT_ERROR | Failed to add files: Location not found: none",
                "location    |         | INVALID_PROCEDURE_ARGUMENT | Required procedure argument 'location' is missing",
                "format      |         | INVALID_PROCEDURE_ARGUMENT | Required procedure argument 'format' is missing",
                "format      | orc     | INVALID_PROCEDURE_ARGUMENT | The procedure does not support storage format: ORC",
                "format      | csv     | INVALID_PROCEDURE_ARGUMENT | Unable to set catalog 'iceberg' table procedure 'ADD_FILES' property 'format' to ['csv']: Invalid value [csv]. Valid values: [ORC, PARQUET, AVRO]",
                "recursive_directory | maybe | INVALID_PROCEDURE_ARGUMENT | Unable to set catalog 'iceberg' table procedure 'ADD_FILES' property 'recursive_directory' to ['maybe']: Invalid value [maybe]. Valid values: [TRUE, FALSE, FAIL]"
            })
    void badArgumentsAreRefused(String argument, String value, String error, String message) {
        Map<String, String> arguments = new HashMap<>();
        String given = "none".equals(value) ? directory.resolve("none").toString() : value;
        arguments.put(argument, given);
        file("a.parquet", 1, 5);

        assertThatThrownBy(() -> add(arguments))
                .hasMessage(
                        message.replaceFirst("none$", directory.resolve("none").toString()))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code().name()).isEqualTo(error));
        assertThat(paths(Constraint.ALL)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefusedWithAllTheRest() throws IOException {
        file("a.parquet", 1, 5);
        Path bad = foreign.resolve("b.parquet");
        Files.writeString(bad, "a,b,c and no Parquet at all");
        refuses(Map.of(), "Failed to read file footer: " + bad + ": Not a Parquet file");

        new Footer().column("k", Type.BYTE_ARRAY, TEXT, onlyNulls(10)).write(bad, 10);
        refuses(Map.of(), "Target 'k' column is 'long' type, but got source 'byte_array UTF8' type: " + bad);

        new Footer().column("else", Type.INT64, PLAIN, onlyNulls(10)).write(bad, 10);
        refuses(Map.of(), "All columns in the file do not exist in the target table: " + bad);

        new Footer()
                .column("k", Type.INT64, element -> element.setField_id(2), onlyNulls(10))
                .write(bad, 10);
        refuses(Map.of(), "The field ids of the file are not those of the table: 'k' is 1, but 'k' is 2 in " + bad);
        assertThat(paths(Constraint.ALL)).isEmpty();
        assertThat(lake.metadata("t").properties()).doesNotContainKey("schema.name-mapping.default");
    }

    @Test
    void nullsAreKeptOutOfColumnsThatTakeNone() {
        lake.create("strict", Map.of(), "k! bigint", "name varchar");
        file("a.parquet", 1, 5);
        add("strict", Map.of());
        assertThat(lake.splits(lake.table("strict"), Constraint.ALL)).hasSize(1);

        new Footer()
                .column("k", Type.INT64, PLAIN, statistics(1, bytes(1L), bytes(2L)))
                .write(foreign.resolve("b.parquet"), 10);
        Map<String, String> second = Map.of("location", foreign + "/b.parquet");
        assertThatThrownBy(() -> add("strict", second))
                .hasMessage("Failed to add files: NULL value not allowed for NOT NULL column: k");
    }

    @Test
    void partitionedTablesAreRefused() {
        lake.create("parts", Map.of("partitioning", "ARRAY['k']"), "k bigint");
        file("a.parquet", 1, 5);
        assertThatThrownBy(() -> add("parts", Map.of()))
                .hasMessage("The procedure does not support partitioned tables");
    }

    @Test
    void onlyACatalogThatLetsItAddsFiles() {
        try (Lake other = new Lake(directory.resolve("other")).withSchema()) {
            other.create("t", Map.of(), "k bigint");
            assertFailure(
                    () -> other.connector
                            .procedures()
                            .orElseThrow()
                            .execute(other.table("t"), call(Map.of("location", "/"))),
                    StandardErrorCode.PERMISSION_DENIED.code(),
                    "add_files procedure is disabled");
        }
    }

    private static Domain equal(Object value) {
        return new Domain(
                TypeParser.parse(value instanceof Long ? "bigint" : "varchar"),
                List.of(Domain.Range.equal(value)),
                false);
    }

    private void file(String name, long low, long high) {
        new Footer()
                .column("k", Type.INT64, PLAIN, statistics(0, bytes(low), bytes(high)))
                .column("name", Type.BYTE_ARRAY, TEXT, statistics(0, bytes("a"), bytes("z")))
                .write(foreign.resolve(name), 10);
    }

    private void add(Map<String, String> arguments) {
        add("t", arguments);
    }

    private void add(String table, Map<String, String> arguments) {
        Map<String, String> all = new HashMap<>(Map.of("location", foreign + "/", "format", "parquet"));
        all.putAll(arguments);
        all.values().removeIf(value -> value == null);
        lake.connector.procedures().orElseThrow().execute(lake.table(table), call(all));
    }

    private void refuses(Map<String, String> arguments, String reason) {
        assertFailure(
                () -> add(arguments), IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(), "Failed to add files: " + reason);
    }

    private static void assertFailure(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable work, ErrorCode code, String message) {
        assertThatThrownBy(work)
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static ProcedureCall call(Map<String, String> arguments) {
        Map<String, Value> values = new HashMap<>();
        arguments.forEach(
                (name, value) -> values.put(name, new Value(io.skein.spi.type.Type.Varchar.UNBOUNDED, value)));
        return new ProcedureCall("", "ADD_FILES", values, Map.of());
    }

    private List<String> paths(Constraint constraint) {
        return lake.splits(lake.table("t"), constraint).stream()
                .map(split -> String.valueOf(Path.of(((FileSplit) split).path()).getFileName()))
                .toList();
    }
}
