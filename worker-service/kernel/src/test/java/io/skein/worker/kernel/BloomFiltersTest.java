package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WriteHandle.BloomFilters;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BloomFiltersTest {
    private static final List<String> TYPES =
            List.of("integer", "bigint", "real", "double", "varchar", "varbinary", "uuid");

    @TempDir
    Path directory;

    @Test
    void everyColumnThatMayBeAskedForOneHasOne() {
        String values =
                "range::INTEGER, range, range::REAL, range::DOUBLE, 'text' || range, ('x' || range)::BLOB, uuid()";
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String file = write(fixture, BloomFilters.ALWAYS, "SELECT " + values + " FROM range(300000)", TYPES);

            assertThat(fixture.rows(
                            "SELECT path_in_schema, count(*) = count(bloom_filter_offset) FROM parquet_metadata('"
                                    + file + "') GROUP BY ALL ORDER BY ALL"))
                    .isEqualTo(IntStream.range(0, TYPES.size())
                            .mapToObj(i -> List.of("c" + i, "true"))
                            .toList());
        }
    }

    /** The pages are damaged: whoever reads a row group finds out. */
    @ParameterizedTest
    @EnumSource(ColumnMatching.class)
    void aRowGroupIsLeftOutWhereItsFilterExcludesTheValue(ColumnMatching matching) throws IOException {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String file = write(
                    fixture, BloomFilters.ALWAYS, "SELECT (range * 2)::BIGINT FROM range(100000)", List.of("bigint"));
            damage(file, fixture);

            assertThat(scan(fixture, file, matching, "5"))
                    .as("within the bounds, not there")
                    .isEmpty();
            assertThatThrownBy(() -> scan(fixture, file, matching, "6")).isInstanceOf(SkeinException.class);
        }
    }

    private static void damage(String file, KernelFixture fixture) throws IOException {
        List<String> place = fixture.rows(
                        "SELECT least(dictionary_page_offset, data_page_offset), total_compressed_size FROM parquet_metadata('"
                                + file + "')")
                .getFirst();
        try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Integer.parseInt(place.getLast())), Long.parseLong(place.getFirst()));
        }
    }

    private String write(KernelFixture fixture, BloomFilters filters, String query, List<String> types) {
        List<ColumnHandle> columns = IntStream.range(0, types.size())
                .mapToObj(i -> new ColumnHandle("c" + i, TypeParser.parse(types.get(i)), OptionalInt.of(i + 1)))
                .toList();
        WriteHandle.Layout layout =
                new WriteHandle.Layout(List.of(), Integer.MAX_VALUE, List.of(), WriteHandle.Learning.NOTHING, filters);
        WriteHandle.Files target = new WriteHandle.Files(
                directory.resolve("tables").resolve("t").toString(),
                128L << 20,
                "ZSTD",
                Map.of(),
                layout,
                WriteHandle.Rows.INSERTED);
        try (KernelStatement statement = fixture.kernel.statement()) {
            return statement
                    .write(query, new FileWrite(columns, "w", target))
                    .files()
                    .getFirst()
                    .path();
        }
    }

    private static List<List<String>> scan(KernelFixture fixture, String file, ColumnMatching matching, String value) {
        ColumnHandle column = new ColumnHandle("c0", TypeParser.parse("bigint"), OptionalInt.of(1));
        try (KernelStatement statement = fixture.kernel.statement()) {
            statement.input(new FileScan(
                    "t", List.of(column), List.of("v"), List.of(new FileSplit(file, 0, 100_000, matching))));
            return KernelFixture.rows(statement.query("SELECT v FROM t WHERE v = " + value, fixture.allocator));
        }
    }
}
