package io.skein.connector.iceberg.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowChangesTest {
    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void deletedPositionsAreLeftOutOfTheirFileAlone() {
        lake.create("t", Map.of(), "a bigint");
        List<Path> files = lake.insert("t", 10, Map.of(), Map.of());
        WriteHandle handle = changes()
                .begin(lake.table("t"), new ChangedColumns(List.of("a"), Set.of(), Set.of("a")), Constraint.ALL);

        finish(handle, data(handle), deletes(handle, files.getFirst(), 3));

        List<Split.FileSplit> splits = identified("t");
        assertThat(splits).hasSize(3);
        assertThat(splits.stream().filter(split -> !split.deletes().isEmpty()).map(Split.FileSplit::path))
                .containsExactly(files.getFirst().toString());
        assertThat(splits.stream().map(split -> split.constants().get(RowIdentity.FILE.name())))
                .allSatisfy(constant -> assertThat(constant).startsWith("'").endsWith(".parquet'"));
        assertThat(((WriteHandle.Files) handle.target()).rows()).isEqualTo(WriteHandle.Rows.CHANGED);
    }

    @Test
    void whoReadsWhatAnotherHasChangedFails() {
        lake.create("t", Map.of(), "a bigint");
        List<Path> files = lake.insert("t", 10, Map.of());
        WriteHandle first = changes().begin(lake.table("t"), ChangedColumns.NONE, Constraint.ALL);
        WriteHandle second = changes().begin(lake.table("t"), ChangedColumns.NONE, Constraint.ALL);
        WriteHandle third = changes().begin(lake.table("t"), ChangedColumns.NONE, Constraint.ALL);
        finish(first, deletes(first, files.getFirst(), 1));

        assertConflict(() -> finish(second, deletes(second, files.getFirst(), 1)));
        lake.insert("t", 10, Map.of());
        assertConflict(() -> finish(third, deletes(third, files.getFirst(), 1)));
    }

    @Test
    void rowsThatTheStatementHasNotReadMayCome() {
        lake.create("t", Map.of(), "a bigint");
        List<Path> files = lake.insert("t", 10, Map.of("a", Lake.bounds("1", "5")));
        WriteHandle handle = changes().begin(lake.table("t"), ChangedColumns.NONE, equal("a", 3L));
        lake.insert("t", 10, Map.of("a", Lake.bounds("6", "9")));

        finish(handle, deletes(handle, files.getFirst(), 1));

        assertThat(identified("t")).hasSize(2);
    }

    @Test
    void wholePartitionsGoByMetadata() {
        lake.create("t", Map.of("partitioning", "ARRAY['a']"), "a bigint", "b bigint");
        insertPartition("1", 10);
        Path second = insertPartition("2", 7);
        WriteHandle handle = changes().begin(lake.table("t"), ChangedColumns.NONE, Constraint.ALL);
        finish(handle, deletes(handle, second, 2));

        assertThat(changes().delete(lake.table("t"), equal("b", 1L))).isEqualTo(OptionalLong.empty());
        assertThat(changes().delete(lake.table("t"), equal("a", 9L))).isEqualTo(OptionalLong.of(0));
        assertThat(changes().delete(lake.table("t"), equal("a", 2L))).isEqualTo(OptionalLong.of(5));
        assertThat(identified("t")).hasSize(1);
        assertThat(changes().delete(lake.table("t"), Constraint.ALL)).isEqualTo(OptionalLong.of(10));
        assertThat(identified("t")).isEmpty();
    }

    @Test
    void wholePartitionsThatAnotherHasChangedStay() {
        lake.create("t", Map.of("partitioning", "ARRAY['a']"), "a bigint", "b bigint");
        Path changed = insertPartition("1", 10);
        insertPartition("2", 10);
        TableHandle before = lake.table("t");
        WriteHandle handle = changes().begin(before, ChangedColumns.NONE, equal("a", 1L));
        finish(handle, deletes(handle, changed, 2));
        assertConflict(() -> changes().delete(before, equal("a", 1L)));

        TableHandle growing = lake.table("t");
        insertPartition("1", 5);
        assertConflict(() -> changes().delete(growing, equal("a", 1L)));
        assertThat(changes().delete(growing, equal("a", 2L))).isEqualTo(OptionalLong.of(10));

        TableHandle shrunk = lake.table("t");
        assertThat(changes().delete(shrunk, equal("a", 1L))).isEqualTo(OptionalLong.of(13));
        assertConflict(() -> changes().delete(shrunk, equal("a", 1L)));
        assertThat(identified("t")).isEmpty();
    }

    @Test
    void tablesOfTheFirstFormatVersionAreRefused() {
        lake.create("t", Map.of("format_version", "1"), "a bigint");

        assertThatThrownBy(() -> changes().begin(lake.table("t"), ChangedColumns.NONE, Constraint.ALL))
                .isInstanceOfSatisfying(SkeinException.class, failure -> {
                    assertThat(failure).hasMessage("Iceberg table updates require at least format version 2");
                    assertThat(failure.code()).isEqualTo(StandardErrorCode.NOT_SUPPORTED.code());
                });
    }

    @Test
    void abortLeavesNoFile() {
        lake.create("t", Map.of(), "a bigint");
        List<Path> files = lake.insert("t", 10, Map.of());
        WriteHandle handle = changes()
                .begin(lake.table("t"), new ChangedColumns(List.of("a"), Set.of(), Set.of("a")), Constraint.ALL);
        byte[] reported = data(handle);
        deletes(handle, files.getFirst(), 1);

        lake.connector.write().orElseThrow().abort(handle, List.of(reported));

        assertThat(lake.files(".parquet")).hasSize(1);
    }

    private Path insertPartition(String value, long rows) {
        WriteHandle handle = lake.connector.write().orElseThrow().beginInsert(lake.table("t"), List.of("a", "b"));
        WrittenFile bare = Lake.file(handle, rows, Map.of());
        finish(
                handle,
                WrittenFileCodec.encode(new WrittenFile(
                        bare.path(), rows, 4, Map.of(), new WrittenFile.Content.Data(List.of(Optional.of(value))))));
        return Path.of(bare.path());
    }

    private ConnectorRowChanges changes() {
        return lake.connector.rowChanges().orElseThrow();
    }

    private void finish(WriteHandle handle, byte[]... fragments) {
        lake.connector.write().orElseThrow().finish(handle, List.of(fragments));
    }

    private static byte[] data(WriteHandle handle) {
        return WrittenFileCodec.encode(Lake.file(handle, 10, Map.of()));
    }

    private static byte[] deletes(WriteHandle handle, Path file, long rows) {
        WrittenFile bare = Lake.file(handle, rows, Map.of());
        return WrittenFileCodec.encode(
                new WrittenFile(bare.path(), rows, 4, Map.of(), new WrittenFile.Content.Deletes(file.toString())));
    }

    /** The splits of a scan that knows rows again. */
    private List<Split.FileSplit> identified(String table) {
        List<ColumnHandle> columns = new ArrayList<>(List.of(RowIdentity.FILE, RowIdentity.POSITION));
        lake.metadata(table).columns().forEach(column -> columns.add(column.handle()));
        try (SplitSource source = lake.connector.splitManager().splits(lake.table(table), columns, Constraint.ALL)) {
            return source.next(100).stream().map(Split.FileSplit.class::cast).toList();
        }
    }

    private static Constraint equal(String column, Long value) {
        return new Constraint(
                Map.of(column, new Domain(Type.Simple.BIGINT, List.of(Domain.Range.equal(value)), false)));
    }

    private static void assertConflict(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure).hasMessageStartingWith("The change of s.t was not made: ");
            assertThat(failure.code()).isEqualTo(IcebergErrorCode.ICEBERG_COMMIT_ERROR.code());
        });
    }
}
