package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.FieldIds;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.type.TypeParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path directory;

    @Test
    void writesFilesWithFieldIdsAndStatistics() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            List<WrittenFile> files = write(
                    fixture,
                    "SELECT range AS n, 'x' || range AS t FROM range(1000)",
                    "w",
                    column("a", "bigint", 1),
                    column("b", "varchar", 2));
            assertThat(files).hasSize(1);
            WrittenFile file = files.getFirst();
            assertThat(file.path()).startsWith(table() + "/w").endsWith(".parquet");
            assertThat(file.rows()).isEqualTo(1000);
            assertThat(Path.of(file.path())).hasSize(file.bytes());
            assertThat(file.columns().get("a"))
                    .usingRecursiveComparison()
                    .ignoringFields("bytes")
                    .isEqualTo(new WrittenFile.Column(1000, 0, 0, Optional.of("0"), Optional.of("999")));
            assertThat(fixture.rows("SELECT name, field_id FROM parquet_schema('" + file.path()
                            + "') WHERE field_id IS NOT NULL"))
                    .containsExactly(List.of("a", "1"), List.of("b", "2"));
        }
    }

    @Test
    void writesTheIdsOfNestedFields() {
        ColumnHandle column = column("r", "row(x integer, \"y z\" array(row(a uuid, b map(varchar, date))))", 1);
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            Written written = statement.write(
                    "SELECT {'f0': 1, 'f1': [{'f0': '0f0e0d0c-0000-0000-0000-000000000001', 'f1': MAP {'k': DATE"
                            + " '2024-01-01'}}]}",
                    new FileWrite(
                            List.of(column),
                            "w",
                            KernelFixture.target(
                                    table(), 128L << 20, "ZSTD", Map.of("r", List.of(2, 3, 4, 5, 6, 7, 8)))));
            assertThat(fixture.rows("SELECT name, field_id FROM parquet_schema('" + path(written.files())
                            + "') WHERE field_id IS NOT NULL"))
                    .containsExactly(
                            List.of("r", "1"),
                            List.of("x", "2"),
                            List.of("y z", "3"),
                            List.of("element", "4"),
                            List.of("a", "5"),
                            List.of("b", "6"),
                            List.of("key", "7"),
                            List.of("value", "8"));
        }
    }

    @Test
    void writesNothingForNoRows() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            assertThat(write(fixture, "SELECT 1 WHERE false", "w", column("a", "integer", 1)))
                    .isEmpty();
            assertThat(Path.of(table())).isEmptyDirectory();
        }
    }

    @Test
    void beginsANewFileAtTheTargetSize() throws Exception {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            Files.createDirectories(Path.of(table()));
            Files.writeString(Path.of(table(), "other.txt"), "is left alone");
            FileWrite write = new FileWrite(
                    List.of(column("a", "bigint", 1)), "w", KernelFixture.target(table(), 1_000_000, "ZSTD", Map.of()));
            List<WrittenFile> files = statement
                    .write("SELECT hash(range)::HUGEINT % 1000000000 FROM range(2000000)", write)
                    .files();
            assertThat(files.size()).isGreaterThan(1);
            assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(2_000_000);
            assertThat(Path.of(table(), "other.txt")).exists();
        }
    }

    @Test
    void matchesColumnsByFieldId() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String first = path(write(
                    fixture, "SELECT 1::BIGINT, 'one'", "f", column("a", "bigint", 1), column("b", "varchar", 2)));
            String second = path(write(
                    fixture, "SELECT 'two', 2", "s", column("renamed", "varchar", 2), column("added", "integer", 3)));
            FileScan scan = new FileScan(
                    "t",
                    List.of(column("added", "bigint", 3), column("b", "varchar", 2), column("a", "bigint", 1)),
                    List.of("added_1", "b_2", "a_3"),
                    List.of(file(first, Map.of(), List.of()), file(second, Map.of(), List.of())));
            assertThat(scan(fixture, scan, "SELECT \"a_3\", \"b_2\", \"added_1\" FROM t ORDER BY 2"))
                    .containsExactly(List.of("1", "one", "null"), List.of("null", "two", "2"));
        }
    }

    @Test
    void leavesOutRowsForWhichThePredicateDoesNotHold() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String first = path(write(fixture, "SELECT range FROM range(3)", "f", column("a", "bigint", 1)));
            String second = path(write(fixture, "SELECT 2 + range FROM range(3)", "s", column("a", "bigint", 1)));
            FileScan scan = new FileScan(
                            "t",
                            List.of(column("a", "bigint", 1)),
                            List.of("x"),
                            List.of(file(first, Map.of(), List.of()), file(second, Map.of("c", "1"), List.of())))
                    .where(Optional.of("(\"x\" IN (1, 2, 4))"));
            assertThat(scan(fixture, scan, "SELECT x FROM t ORDER BY 1"))
                    .containsExactly(List.of("1"), List.of("2"), List.of("2"), List.of("4"));
        }
    }

    @Test
    void readsTheTypesThatAreAskedForByName() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String narrow = path(write(
                    fixture,
                    "SELECT 7, 'x', TIMESTAMP '2024-01-01 10:00:00'",
                    "n",
                    column("n", "integer", 1),
                    column("file_index", "varchar", 2),
                    column("at", "timestamp(6)", 3)));
            FileScan scan = new FileScan(
                    "t",
                    List.of(
                            column("at", "timestamp(9)", 13),
                            column("file_index", "varchar", 12),
                            column("n", "bigint", 11)),
                    List.of("a", "f", "b"),
                    List.of(byName(narrow, List.of())));
            assertThat(scan(fixture, scan, "SELECT a::VARCHAR, typeof(a), f, b, typeof(b) FROM t"))
                    .containsExactly(List.of("2024-01-01 10:00:00", "TIMESTAMP_NS", "x", "7", "BIGINT"));
        }
    }

    @Test
    void leavesOutDeletedRowsByName() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String plain = path(write(fixture, "SELECT 100 + range FROM range(2)", "p", column("a", "bigint", 1)));
            String deleted = path(write(fixture, "SELECT range FROM range(3)", "s", column("a", "bigint", 1)));
            String deletes = path(write(
                    fixture,
                    "SELECT '" + deleted + "', 1",
                    "d",
                    column("file_path", "varchar", 2147483546),
                    column("pos", "bigint", 2147483545)));
            FileScan scan = new FileScan(
                    "t",
                    List.of(column("a", "bigint", 1)),
                    List.of("x"),
                    List.of(byName(plain, List.of()), byName(deleted, List.of(deletes))));
            assertThat(scan(fixture, scan, "SELECT x FROM t ORDER BY 1"))
                    .containsExactly(List.of("0"), List.of("2"), List.of("100"), List.of("101"));
        }
    }

    @Test
    void fillsConstantsAndLeavesOutDeletedRows() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String first = path(write(fixture, "SELECT range FROM range(5)", "f", column("a", "bigint", 1)));
            String second = path(write(fixture, "SELECT 10 + range FROM range(5)", "s", column("a", "bigint", 1)));
            String plain =
                    path(write(fixture, "SELECT 20, 'own'", "p", column("a", "bigint", 1), column("p", "varchar", 2)));
            String deletes = path(write(
                    fixture,
                    "SELECT 'file://' || '" + first + "', 1 UNION ALL SELECT '" + second + "', 0 UNION ALL SELECT '"
                            + second + "', 4",
                    "d",
                    column("file_path", "varchar", 2147483546),
                    column("pos", "bigint", 2147483545)));
            FileScan scan = new FileScan(
                    "t",
                    List.of(column("a", "bigint", 1), column("p", "varchar", 2)),
                    List.of("x", "y"),
                    List.of(
                            file(first, Map.of("p", "'it''s'"), List.of(deletes)),
                            file(plain, Map.of(), List.of()),
                            file(second, Map.of("p", "NULL"), List.of(deletes))));
            assertThat(scan(fixture, scan, "SELECT x, y FROM t ORDER BY 1"))
                    .containsExactly(
                            List.of("0", "it's"),
                            List.of("2", "it's"),
                            List.of("3", "it's"),
                            List.of("4", "it's"),
                            List.of("11", "null"),
                            List.of("12", "null"),
                            List.of("13", "null"),
                            List.of("20", "own"));
        }
    }

    @Test
    void fillsConstantsOfFilesByName() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String path = path(write(fixture, "SELECT range FROM range(2)", "f", column("a", "bigint", 1)));
            FileScan scan = new FileScan(
                    "t",
                    List.of(
                            new ColumnHandle("a", TypeParser.parse("decimal(10,1)"), OptionalInt.empty()),
                            new ColumnHandle("day", TypeParser.parse("date"), OptionalInt.empty())),
                    List.of("x", "y"),
                    List.of(new FileSplit(
                            path,
                            0,
                            0,
                            Map.of("day", "'2026-01-31'"),
                            Map.of(),
                            FieldIds.NONE,
                            Deletes.NONE,
                            ColumnMatching.BY_NAME)));
            assertThat(scan(fixture, scan, "SELECT x, typeof(x), y::VARCHAR FROM t ORDER BY 1"))
                    .containsExactly(
                            List.of("0.0", "DECIMAL(10,1)", "2026-01-31"),
                            List.of("1.0", "DECIMAL(10,1)", "2026-01-31"));
        }
    }

    @Test
    void bringsEveryTypeThroughAFile() {
        List<ColumnHandle> columns = List.of(
                column("c1", "boolean", 1),
                column("c2", "decimal(10,2)", 2),
                column("c3", "date", 3),
                column("c4", "time(6)", 4),
                column("c5", "timestamp(6)", 5),
                column("c6", "timestamp(6) with time zone", 6),
                column("c7", "uuid", 7),
                column("c8", "varbinary", 8),
                column("c9", "array(timestamp(6) with time zone)", 9),
                column("c10", "row(x integer, y row(u uuid))", 10),
                column("c11", "map(varchar, double)", 11));
        String values = "true, 1.50::DECIMAL(10,2), DATE '2024-02-29', TIME '10:11:12.123456', TIMESTAMP '2024-02-29"
                + " 10:11:12.123456', {'instant': TIMESTAMP '2024-02-29 10:11:12', 'zone': 'Europe/Paris'},"
                + " '0f0e0d0c-0000-0000-0000-000000000001', '\\xAA\\x00'::BLOB, [{'instant': TIMESTAMP '2024-02-29"
                + " 10:11:12', 'zone': 'UTC'}, NULL], {'f0': 7, 'f1': {'f0':"
                + " '0f0e0d0c-0000-0000-0000-000000000001'}}, MAP {'k': 1.5::DOUBLE}";
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String file = path(write(fixture, "SELECT " + values, "w", columns.toArray(ColumnHandle[]::new)));
            List<String> symbols =
                    columns.stream().map(column -> "s" + column.name()).toList();
            FileScan scan = new FileScan("t", columns, symbols, List.of(file(file, Map.of(), List.of())));
            assertThat(scan(fixture, scan, "SELECT COLUMNS(*)::VARCHAR FROM t"))
                    .containsExactly(List.of(
                            "true",
                            "1.50",
                            "2024-02-29",
                            "10:11:12.123456",
                            "2024-02-29 10:11:12.123456",
                            "{'instant': '2024-02-29 10:11:12', 'zone': UTC}",
                            "0f0e0d0c-0000-0000-0000-000000000001",
                            "\\xAA\\x00",
                            "[{'instant': '2024-02-29 10:11:12', 'zone': UTC}, NULL]",
                            "{'f0': 7, 'f1': {'f0': 0f0e0d0c-0000-0000-0000-000000000001}}",
                            "{k=1.5}"));
        }
    }

    @Test
    void readsNoFilesAsAnEmptyRelation() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            FileScan scan = new FileScan("t", List.of(column("a", "bigint", 1)), List.of("x"), List.of());
            assertThat(scan(fixture, scan, "SELECT count(*), max(x) FROM t")).containsExactly(List.of("0", "null"));
        }
    }

    @Test
    void countsRowsOfAScanWithoutColumns() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String file = path(write(fixture, "SELECT range FROM range(7)", "f", column("a", "bigint", 1)));
            FileScan scan = new FileScan("t", List.of(), List.of(), List.of(file(file, Map.of(), List.of())));
            assertThat(scan(fixture, scan, "SELECT count(*) FROM t")).containsExactly(List.of("7"));
        }
    }

    private String table() {
        return directory.resolve("table").toString();
    }

    private List<WrittenFile> write(KernelFixture fixture, String sql, String prefix, ColumnHandle... columns) {
        try (KernelStatement statement = fixture.kernel.statement()) {
            WriteHandle.Files target = KernelFixture.target(table(), 128L << 20, "ZSTD", Map.of());
            return statement
                    .write(sql, new FileWrite(List.of(columns), prefix, target))
                    .files();
        }
    }

    private static List<List<String>> scan(KernelFixture fixture, FileScan scan, String sql) {
        try (KernelStatement statement = fixture.kernel.statement()) {
            statement.input(scan);
            return KernelFixture.rows(statement.query(sql, fixture.allocator));
        }
    }

    private static String path(List<WrittenFile> files) {
        return files.getFirst().path();
    }

    private static FileSplit file(String path, Map<String, String> constants, List<String> deletes) {
        return new FileSplit(
                path, 0, 0, constants, Map.of(), FieldIds.NONE, positions(deletes), ColumnMatching.BY_FIELD_ID);
    }

    private static Deletes positions(List<String> files) {
        return new Deletes(files, List.of(), Optional.empty());
    }

    private static FileSplit byName(String path, List<String> deletes) {
        return new FileSplit(path, 0, 0, Map.of(), Map.of(), FieldIds.NONE, positions(deletes), ColumnMatching.BY_NAME);
    }

    private static ColumnHandle column(String name, String type, int id) {
        return new ColumnHandle(name, TypeParser.parse(type), OptionalInt.of(id));
    }
}
