package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.FieldIds;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.Split.NamedField;
import io.skein.spi.type.TypeParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files without field ids, whose columns the table knows by other names. */
class NamedFieldsTest {
    private static final String NESTED = "row(p bigint, q array(row(z varchar)), m map(varchar, row(w bigint)))";
    private static final FieldIds NAMES = new FieldIds(
            Map.of("now", List.of(11, 12, 13, 14, 15, 16, 17, 18)),
            List.of(
                    new NamedField(1, List.of("number", "n"), List.of()),
                    new NamedField(
                            2,
                            List.of("then"),
                            List.of(
                                    new NamedField(11, List.of("a"), List.of()),
                                    new NamedField(
                                            12,
                                            List.of("b"),
                                            List.of(new NamedField(
                                                    13,
                                                    List.of("element"),
                                                    List.of(new NamedField(14, List.of("c"), List.of()))))),
                                    new NamedField(
                                            15,
                                            List.of("d"),
                                            List.of(
                                                    new NamedField(16, List.of("key"), List.of()),
                                                    new NamedField(
                                                            17,
                                                            List.of("value"),
                                                            List.of(new NamedField(18, List.of("e"), List.of())))))))));

    @TempDir
    Path directory;

    @Test
    void columnsAreFoundByTheirMappedNames() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String file = write(fixture);
            List<ColumnHandle> columns =
                    List.of(column("other", "varchar", 3), column("now", NESTED, 2), column("id", "bigint", 1));

            assertThat(scan(fixture, columns, file(file, NAMES), "SELECT c2, c1, c0 FROM t"))
                    .containsExactly(List.of(
                            "7",
                            "{\"f0\":1,\"f1\":[{\"f0\":\"x\"}],\"f2\":[{\"key\":\"k\",\"value\":{\"f0\":5}}]}",
                            "null"));
            assertThat(scan(fixture, columns, file(file, NAMES), "SELECT c2 FROM t WHERE c2 = 8"))
                    .isEmpty();
        }
    }

    @Test
    void rowsKeepTheirPlaces() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            List<ColumnHandle> columns = List.of(column("id", "bigint", 1), RowIdentity.POSITION);

            assertThat(scan(fixture, columns, file(write(fixture), NAMES), "SELECT c0, c1 FROM t"))
                    .containsExactly(List.of("7", "0"));
        }
    }

    @Test
    void namesSayNothingOfAFileWithIds() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            String file = statement
                    .write(
                            "SELECT 4::BIGINT, 5::BIGINT",
                            new FileWrite(
                                    List.of(column("n", "bigint", 9), column("else", "bigint", 1)),
                                    "w",
                                    KernelFixture.target(table(), 1 << 20, "ZSTD", Map.of())))
                    .files()
                    .getFirst()
                    .path();

            assertThat(scan(fixture, List.of(column("id", "bigint", 1)), file(file, NAMES), "SELECT c0 FROM t"))
                    .containsExactly(List.of("5"));
        }
    }

    private String write(KernelFixture fixture) {
        List<ColumnHandle> columns = List.of(
                new ColumnHandle("n", TypeParser.parse("integer"), OptionalInt.empty()),
                new ColumnHandle(
                        "then",
                        TypeParser.parse("row(a integer, b array(row(c varchar)), d map(varchar, row(e bigint)))"),
                        OptionalInt.empty()),
                new ColumnHandle("other", TypeParser.parse("varchar"), OptionalInt.empty()));
        try (KernelStatement statement = fixture.kernel.statement()) {
            return statement
                    .write(
                            "SELECT 7, {'f0': 1, 'f1': [{'f0': 'x'}], 'f2': MAP {'k': {'f0': 5}}}, 'not mapped'",
                            new FileWrite(columns, "w", KernelFixture.target(table(), 1 << 20, "ZSTD", Map.of())))
                    .files()
                    .getFirst()
                    .path();
        }
    }

    private String table() {
        return directory.resolve("tables").resolve("t").toString();
    }

    private static FileSplit file(String path, FieldIds ids) {
        return new FileSplit(path, 0, 0, Map.of(), Map.of(), ids, Deletes.NONE, ColumnMatching.BY_FIELD_ID);
    }

    private static List<List<String>> scan(
            KernelFixture fixture, List<ColumnHandle> columns, FileSplit file, String sql) {
        List<String> symbols = java.util.stream.IntStream.range(0, columns.size())
                .mapToObj(i -> "c" + i)
                .toList();
        try (KernelStatement statement = fixture.kernel.statement()) {
            statement.input(new FileScan("t", columns, symbols, List.of(file)));
            return KernelFixture.rows(statement.query(sql, fixture.allocator));
        }
    }

    private static ColumnHandle column(String name, String type, int id) {
        return new ColumnHandle(name, TypeParser.parse(type), OptionalInt.of(id));
    }
}
