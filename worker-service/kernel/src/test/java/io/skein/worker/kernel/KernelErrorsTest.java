package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelErrorsTest {
    private static final List<ColumnHandle> COLUMNS = List.of(
            new ColumnHandle("a", Type.Simple.BIGINT, OptionalInt.empty()),
            new ColumnHandle("b", Type.Varchar.UNBOUNDED, OptionalInt.empty()));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT CASE WHEN x > 500000 THEN error('SKEIN_ERROR[DIVISION_BY_ZERO]Division by zero[/SKEIN_ERROR]') ELSE x::VARCHAR END FROM range(1000000) AS t(x) | DIVISION_BY_ZERO: Division by zero
            SELECT x + 9223372036854775807 FROM range(5) AS t(x) | NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow: 1 + 9223372036854775807
            SELECT CAST(concat('ab', x) AS INTEGER) FROM range(5) AS t(x) | INVALID_CAST_ARGUMENT: Could not convert string 'ab0' to INT32
            SELECT CAST(x + 200 AS TINYINT) FROM range(5) AS t(x) | NUMERIC_VALUE_OUT_OF_RANGE: Out of range for tinyint: 200
            SELECT (SELECT unnest([1, 2])) | SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows
            SELECT ln(x) FROM range(5) AS t(x) | INVALID_FUNCTION_ARGUMENT: cannot take logarithm of zero
            SELECT * FROM nosuch | GENERIC_INTERNAL_ERROR: Table with name nosuch does not exist!
            SELECT * FROM read_parquet('/etc/passwd') | PERMISSION_DENIED: Cannot access file "/etc/passwd" - file system operations are disabled by configuration
            SET threads = 7 | INVALID_FUNCTION_ARGUMENT: Cannot change configuration option "threads" - the configuration has been locked
            """)
    void carriesTheKernelsWords(String sql, String expected) {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            SkeinException error = catchThrowableOfType(SkeinException.class, () -> fixture.rows(sql));
            assertThat((error.code().name() + ": " + error.getMessage())
                            .lines()
                            .findFirst()
                            .orElseThrow())
                    .isEqualTo(expected);
        }
    }

    @Test
    void callsAnExpressionThatIsNestedTooDeepTooLarge() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            String deep = "SELECT " + "abs(".repeat(1100) + "x" + ")".repeat(1100) + " FROM range(5) AS t(x)";

            SkeinException error = catchThrowableOfType(SkeinException.class, () -> fixture.rows(deep));

            assertThat(error.code().name()).isEqualTo("STACK_OVERFLOW");
            assertThat(error).hasMessage("statement is too large (stack overflow during analysis)");
        }
    }

    @Test
    void namesAFileThatIsGone() {
        assertFileError("gone.parquet", "ICEBERG_CANNOT_OPEN_SPLIT", "No files found that match the pattern");
    }

    @Test
    void namesAFileThatIsCut() throws Exception {
        Files.writeString(directory.resolve("cut.parquet"), "PAR1 and then nothing of any use to anybody");
        assertFileError("cut.parquet", "ICEBERG_BAD_DATA", "No magic bytes found at end of file");
    }

    @Test
    void namesAFileWhosePagesAreBroken() throws Exception {
        Path file = directory.resolve("broken.parquet");
        try (KernelFixture fixture = new KernelFixture(directory)) {
            fixture.copy("SELECT range AS a, 'x' || range AS b FROM range(100000)", file);
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 1000; i < bytes.length / 2; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
        assertFileError("broken.parquet", "ICEBERG_BAD_DATA", "Failed to read file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP", "LZ4_RAW"})
    void namesTheFileOfAScanWhosePagesAreBroken(String codec) throws Exception {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            List<FileSplit> files = List.of(file(fixture, codec, "good"), file(fixture, codec, "bad"));
            Path bad = Path.of(files.getLast().path());
            byte[] bytes = Files.readAllBytes(bad);
            for (int i = 1000; i < bytes.length / 2; i++) {
                bytes[i] ^= 0x5a;
            }
            Files.write(bad, bytes);
            SkeinException error = catchThrowableOfType(SkeinException.class, () -> {
                try (KernelStatement statement = fixture.kernel.statement()) {
                    statement.input(new FileScan("t", COLUMNS, List.of("a", "b"), files));
                    KernelFixture.rows(statement.query("SELECT sum(a), max(b) FROM t", fixture.allocator));
                }
            });
            assertThat(error.code().name()).isEqualTo("ICEBERG_BAD_DATA");
            assertThat(error).hasMessageContaining(bad.toString());
        }
    }

    private FileSplit file(KernelFixture fixture, String codec, String name) {
        FileWrite write = new FileWrite(
                COLUMNS, name, KernelFixture.target(directory.resolve(name).toString(), 1L << 30, codec, Map.of()));
        try (KernelStatement statement = fixture.kernel.statement()) {
            String sql = "SELECT range::BIGINT AS a, 'x' || (range * 7919 % 100003) AS b FROM range(100000)";
            String path = statement.write(sql, write).files().getFirst().path();
            return new FileSplit(path, 0, 100_000, ColumnMatching.BY_FIELD_ID);
        }
    }

    @Test
    void saysWhichMemoryLimitWasExceeded() {
        try (KernelFixture fixture = new KernelFixture(directory, 64L << 20, KernelSettings.DEFAULT)) {
            SkeinException error = catchThrowableOfType(
                    SkeinException.class,
                    () -> fixture.rows("SELECT length(string_agg(x::VARCHAR, ',')) FROM range(60000000) AS t(x)"));
            assertThat(error.code().name()).isEqualTo("EXCEEDED_LOCAL_MEMORY_LIMIT");
            assertThat(error).hasMessage("Query exceeded per-node memory limit of 64MB");
        }
    }

    private void assertFileError(String file, String code, String message) {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            SkeinException error = catchThrowableOfType(
                    SkeinException.class,
                    () -> fixture.rows("SELECT sum(a), max(b) FROM read_parquet('" + directory.resolve(file) + "')"));
            assertThat(error.code().name()).isEqualTo(code);
            assertThat(error).hasMessageContaining(message).hasMessageContaining(file);
        }
    }
}
