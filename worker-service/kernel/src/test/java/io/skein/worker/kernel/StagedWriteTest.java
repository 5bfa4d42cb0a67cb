package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.EqualityDeletes;
import io.skein.spi.connector.Split.FieldIds;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WriteHandle.PartitionTerm;
import io.skein.spi.connector.WriteHandle.PartitionTerm.Transform;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.type.TypeParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedWriteTest {
    @TempDir
    Path directory;

    @Test
    void rowsOfEachPartitionGetAFileOfTheirOwn() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            Written written = write(
                    fixture,
                    "FROM (VALUES ('a', 1), (NULL, 2), ('', 3), ('a b/c=d', 4), (NULL, 5))",
                    WriteHandle.Rows.INSERTED,
                    List.of(new PartitionTerm("k", Transform.IDENTITY, 0)),
                    column("k", "varchar", 1),
                    column("v", "integer", 2));

            assertThat(written.rows()).isEqualTo(5);
            assertThat(written.files().stream()
                            .map(file -> ((WrittenFile.Content.Data) file.content()).partition() + " " + file.rows()
                                    + " " + highest(file)))
                    .containsExactlyInAnyOrder(
                            "[Optional[]] 1 3", "[Optional[a]] 1 1", "[Optional[a b/c=d]] 1 4", "[Optional.empty] 2 5");
        }
    }

    /** The hashes are those of the specification's appendix B. */
    @Test
    void transformsAreIcebergs() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            int buckets = Integer.MAX_VALUE;
            assertThat(partition(fixture, "34", "integer", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(2_017_239_379));
            assertThat(partition(fixture, "34", "bigint", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(2_017_239_379));
            assertThat(partition(fixture, "14.20", "decimal(9,2)", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(-500_754_589));
            assertThat(partition(fixture, "DATE '2017-11-16'", "date", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(-653_330_422));
            assertThat(partition(fixture, "TIME '22:31:08'", "time(6)", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(-662_762_989));
            assertThat(partition(fixture, "TIMESTAMP '2017-11-16 22:31:08'", "timestamp(6)", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(-2_047_944_441));
            assertThat(partition(fixture, "'iceberg'", "varchar", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(1_210_000_089));
            assertThat(partition(fixture, "'f79c3e09-677c-4bbd-a479-3f349cb785e7'", "uuid", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(1_488_055_340));
            assertThat(partition(fixture, "unhex('00010203')", "varbinary", Transform.BUCKET, buckets))
                    .isEqualTo(bucket(-188_683_207));

            String before = "TIMESTAMP '1969-12-31 23:59:59.999999'";
            assertThat(partition(fixture, before, "timestamp(6)", Transform.YEAR, 0))
                    .isEqualTo("-1");
            assertThat(partition(fixture, before, "timestamp(6)", Transform.MONTH, 0))
                    .isEqualTo("-1");
            assertThat(partition(fixture, before, "timestamp(6)", Transform.DAY, 0))
                    .isEqualTo("-1");
            assertThat(partition(fixture, before, "timestamp(6)", Transform.HOUR, 0))
                    .isEqualTo("-1");
            assertThat(partition(fixture, "DATE '2017-12-01'", "date", Transform.MONTH, 0))
                    .isEqualTo("575");
            assertThat(partition(
                            fixture,
                            "{'instant': TIMESTAMP '2017-12-01 10:00:00', 'zone': '+02:00'}",
                            "timestamp(6) with time zone",
                            Transform.HOUR,
                            0))
                    .isEqualTo("420034");
            assertThat(partition(fixture, "-1", "integer", Transform.TRUNCATE, 10))
                    .isEqualTo("-10");
            assertThat(partition(fixture, "10.65", "decimal(9,2)", Transform.TRUNCATE, 50))
                    .isEqualTo("10.50");
            assertThat(partition(fixture, "'iceberg'", "varchar", Transform.TRUNCATE, 3))
                    .isEqualTo("ice");
            assertThat(partition(fixture, "unhex('00010203')", "varbinary", Transform.TRUNCATE, 3))
                    .isEqualTo("000102");
        }
    }

    @Test
    void changesBecomeRowsAndPositions() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            Written written = write(
                    fixture,
                    "FROM (VALUES (1, NULL, NULL, 7), (2, '/f/b', 9, NULL), (3, '/f/a', 5, 8), (2, '/f/b', 2, NULL),"
                            + " (2, '/f/b', 2, NULL))",
                    WriteHandle.Rows.CHANGED,
                    List.of(),
                    column("v", "integer", 2));

            assertThat(written.rows()).isEqualTo(5);
            assertThat(written.files().stream().map(WrittenFile::content))
                    .containsExactly(
                            WrittenFile.Content.Data.UNPARTITIONED,
                            new WrittenFile.Content.Deletes("/f/a"),
                            new WrittenFile.Content.Deletes("/f/b"));
            assertThat(fixture.rows("SELECT v FROM '" + written.files().get(0).path() + "' ORDER BY 1"))
                    .containsExactly(List.of("7"), List.of("8"));
            assertThat(fixture.rows("SELECT * FROM '" + written.files().get(2).path() + "'"))
                    .containsExactly(List.of("/f/b", "2"), List.of("/f/b", "9"));
            assertThat(fixture.rows("SELECT name, field_id FROM parquet_schema('"
                            + written.files().get(2).path() + "') WHERE field_id IS NOT NULL"))
                    .containsExactly(List.of("file_path", "2147483546"), List.of("pos", "2147483545"));
        }
    }

    @Test
    void rowsEqualToDeletedOnesAreLeftOutOfTheirFilesAlone() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            ColumnHandle a = column("a", "bigint", 1);
            ColumnHandle b = column("b", "varchar", 2);
            String rows = "FROM (VALUES (1::BIGINT, 'x'), (2, NULL), (3, 'z'))";
            String old = path(write(fixture, rows, WriteHandle.Rows.INSERTED, List.of(), a, b));
            String young = path(write(fixture, rows, WriteHandle.Rows.INSERTED, List.of(), a, b));
            String byB = path(write(fixture, "FROM (VALUES ('x'), (NULL))", WriteHandle.Rows.INSERTED, List.of(), b));
            FileScan scan = new FileScan(
                    "t",
                    List.of(a, RowIdentity.POSITION, RowIdentity.FILE),
                    List.of("x", "p", "f"),
                    List.of(
                            split(old, "old", List.of(new EqualityDeletes(byB, List.of(b)))),
                            split(young, "young", List.of())));
            try (KernelStatement statement = fixture.kernel.statement()) {
                statement.input(scan);
                assertThat(KernelFixture.rows(statement.query("SELECT f, x, p FROM t ORDER BY ALL", fixture.allocator)))
                        .containsExactly(
                                List.of("old", "3", "2"),
                                List.of("young", "1", "0"),
                                List.of("young", "2", "1"),
                                List.of("young", "3", "2"));
            }
        }
    }

    private static FileSplit split(String path, String name, List<EqualityDeletes> deletes) {
        Map<String, String> constants = Map.of(RowIdentity.FILE.name(), "'" + name + "'");
        return new FileSplit(
                path,
                0,
                0,
                constants,
                Map.of(),
                FieldIds.NONE,
                new Deletes(List.of(), deletes, Optional.empty()),
                ColumnMatching.BY_FIELD_ID);
    }

    private String partition(KernelFixture fixture, String value, String type, Transform transform, int parameter) {
        Written written = write(
                fixture,
                "SELECT " + value,
                WriteHandle.Rows.INSERTED,
                List.of(new PartitionTerm("c", transform, parameter)),
                column("c", type, 1));
        List<Optional<String>> partition =
                ((WrittenFile.Content.Data) written.files().getFirst().content()).partition();
        return partition.getFirst().orElseThrow();
    }

    private static String bucket(int hash) {
        return String.valueOf((hash & Integer.MAX_VALUE) % Integer.MAX_VALUE);
    }

    private Written write(
            KernelFixture fixture,
            String sql,
            WriteHandle.Rows rows,
            List<PartitionTerm> partitioning,
            ColumnHandle... columns) {
        List<ColumnHandle> handles = new ArrayList<>(Stream.of(columns).toList());
        String prefix = "w" + System.nanoTime() + "-";
        WriteHandle.Files target = new WriteHandle.Files(
                directory.resolve("table").toString(),
                128L << 20,
                "ZSTD",
                Map.of(),
                WriteHandle.Layout.partitioned(partitioning),
                rows);
        try (KernelStatement statement = fixture.kernel.statement()) {
            return statement.write(sql, new FileWrite(handles, prefix, target));
        }
    }

    private static String highest(WrittenFile file) {
        return java.util.Objects.requireNonNull(file.columns().get("v"))
                .maximum()
                .orElseThrow();
    }

    private static String path(Written written) {
        return written.files().getFirst().path();
    }

    private static ColumnHandle column(String name, String type, int id) {
        return new ColumnHandle(name, TypeParser.parse(type), OptionalInt.of(id));
    }
}
