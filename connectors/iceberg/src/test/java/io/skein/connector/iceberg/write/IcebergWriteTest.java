package io.skein.connector.iceberg.write;

import static io.skein.connector.iceberg.Lake.bounds;
import static io.skein.connector.iceberg.Lake.nulls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergWriteTest {
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
    void aCreatedTableAppearsAtFinishWithTheIdsThatItsFilesHave() {
        WriteHandle handle = write().beginCreate(
                        Lake.shape("t", Map.of(), "a bigint", "r row(x integer, y array(varchar))", "b varchar"),
                        false);
        assertThat(handle.columns())
                .extracting(ColumnHandle::name, ColumnHandle::fieldId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", OptionalInt.of(1)),
                        org.assertj.core.groups.Tuple.tuple("r", OptionalInt.of(2)),
                        org.assertj.core.groups.Tuple.tuple("b", OptionalInt.of(3)));
        WriteHandle.Files target = (WriteHandle.Files) handle.target();
        assertThat(target.nestedFieldIds()).isEqualTo(Map.of("r", List.of(4, 5, 6)));
        assertThat(Path.of(target.directory())).isEmptyDirectory();
        WrittenFile file = Lake.file(handle, 10, Map.of("a", bounds("1", "9")));
        assertThat(lake.connector.metadata().table(Lake.name("t"))).isEmpty();

        write().finish(handle, List.of(WrittenFileCodec.encode(file)));

        assertThat(lake.metadata("t").columns())
                .extracting(column -> column.handle())
                .containsExactlyElementsOf(handle.columns());
        assertThat(splits("t"))
                .containsExactly(new Split.FileSplit(file.path(), 4, 10, Split.ColumnMatching.BY_FIELD_ID));
    }

    @Test
    void aCreatedTableMayBeEmpty() {
        WriteHandle handle = write().beginCreate(Lake.shape("t", Map.of(), "a bigint"), false);

        write().finish(handle, List.of());

        assertThat(splits("t")).isEmpty();
    }

    @Test
    void oneOfTwoCreatorsLosesAndLeavesNothing() {
        WriteHandle first = write().beginCreate(Lake.shape("t", Map.of(), "a bigint"), false);
        WriteHandle second = write().beginCreate(Lake.shape("t", Map.of(), "a bigint"), false);
        write().finish(first, List.of(fragment(first)));

        assertFailure(
                () -> write().finish(second, List.of(fragment(second))),
                StandardErrorCode.TABLE_ALREADY_EXISTS,
                "Table 's.t' already exists");
        write().abort(second, List.of());

        assertThat(lake.files(".parquet")).hasSize(1);
        assertThat(splits("t")).hasSize(1);
    }

    @Test
    void aReplacedTableHasTheNewShapeAndRows() {
        lake.create("t", Map.of(), "a bigint", "b varchar");
        lake.insert("t", 10, Map.of());

        WriteHandle handle = write().beginCreate(Lake.shape("t", Map.of(), "b varchar", "c date"), true);
        write().finish(handle, List.of(fragment(handle)));

        assertThat(lake.metadata("t").columns())
                .extracting(column -> column.handle())
                .containsExactly(
                        new ColumnHandle("b", Type.Varchar.UNBOUNDED, OptionalInt.of(2)),
                        new ColumnHandle("c", Type.Simple.DATE, OptionalInt.of(3)));
        assertThat(splits("t")).hasSize(1);
    }

    @Test
    void anInsertMayNameSomeColumnsInAnyOrder() {
        lake.create("t", Map.of(), "a bigint", "b! varchar", "c date");

        WriteHandle handle = write().beginInsert(lake.table("t"), List.of("c", "b"));

        assertThat(handle.columns())
                .extracting(ColumnHandle::name, ColumnHandle::fieldId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c", OptionalInt.of(3)),
                        org.assertj.core.groups.Tuple.tuple("b", OptionalInt.of(2)));
        assertFailure(
                () -> write().beginInsert(lake.table("t"), List.of("a")),
                StandardErrorCode.CONSTRAINT_VIOLATION,
                "NULL value not allowed for NOT NULL column: b");
        assertFailure(
                () -> write().beginInsert(lake.table("t"), List.of("b", "x")),
                StandardErrorCode.COLUMN_NOT_FOUND,
                "Column 'x' of table 's.t' does not exist or is named twice");
    }

    @Test
    void aNullWhereNoneMayBeIsFoundByItsCount() {
        lake.create("t", Map.of(), "a! bigint", "b varchar");
        lake.insert("t", 10, Map.of("a", nulls(0), "b", nulls(10)));

        assertFailure(
                () -> lake.insert("t", 10, Map.of("a", nulls(1))),
                StandardErrorCode.CONSTRAINT_VIOLATION,
                "NULL value not allowed for NOT NULL column: a");

        assertThat(splits("t")).hasSize(1);
    }

    @Test
    void concurrentInsertsAllArrive() throws Exception {
        lake.create("t", Map.of(), "a bigint");
        try (ExecutorService executor = Executors.newFixedThreadPool(12)) {
            List<Future<List<Path>>> inserts = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                inserts.add(executor.submit(() -> lake.insert("t", 10, Map.of("a", bounds("1", "2")))));
            }
            for (Future<List<Path>> insert : inserts) {
                assertThat(insert.get()).hasSize(1);
            }
        }
        assertThat(splits("t")).hasSize(12);
    }

    @Test
    void abortDeletesWhatSinksWroteReportedOrNot() {
        lake.create("t", Map.of(), "a bigint");
        lake.insert("t", 10, Map.of());
        WriteHandle insert = write().beginInsert(lake.table("t"), List.of("a"));
        Lake.file(insert, 10, Map.of());
        WriteHandle create = write().beginCreate(Lake.shape("u", Map.of(), "a bigint"), false);
        Lake.file(create, 10, Map.of());
        assertThat(lake.files(".parquet")).hasSize(3);

        write().abort(insert, List.of());
        write().abort(create, List.of());
        write().abort(create, List.of());

        assertThat(lake.files(".parquet")).hasSize(1);
        assertThat(splits("t")).hasSize(1);
        assertThat(Path.of(((WriteHandle.Files) create.target()).directory())
                        .resolve("../..")
                        .normalize())
                .doesNotExist();
    }

    @Test
    void anInsertIntoADroppedOrReplacedTableIsRefused() {
        lake.create("t", Map.of(), "a bigint");
        WriteHandle handle = write().beginInsert(lake.table("t"), List.of("a"));
        lake.connector.definition().orElseThrow().dropTable(lake.table("t"));

        assertFailure(
                () -> write().finish(handle, List.of()),
                StandardErrorCode.TABLE_NOT_FOUND,
                "Table 's.t' does not exist");
        lake.create("t", Map.of(), "a bigint");
        assertFailure(
                () -> write().finish(handle, List.of()),
                StandardErrorCode.TRANSACTION_CONFLICT,
                "Table 's.t' was replaced while it was written");
    }

    @Test
    void filesOutsideOfTheWritesDirectoryAreRefused() {
        lake.create("t", Map.of(), "a bigint");
        WriteHandle handle = write().beginInsert(lake.table("t"), List.of("a"));
        byte[] stranger = WrittenFileCodec.encode(
                new WrittenFile(directory + "/x.parquet", 1, 1, Map.of(), WrittenFile.Content.Data.UNPARTITIONED));

        assertFailure(
                () -> write().finish(handle, List.of(stranger)),
                StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                "A sink wrote outside of " + ((WriteHandle.Files) handle.target()).directory() + ": " + directory
                        + "/x.parquet");
    }

    @Test
    void filesKnowTheirPartition() {
        lake.create(
                "t",
                Map.of("partitioning", "ARRAY['a', 'day(d)', 'bucket(b, 4)']"),
                "a varchar",
                "d date",
                "b integer");
        WriteHandle handle = write().beginInsert(lake.table("t"), List.of("d", "a"));
        WrittenFile bare = Lake.file(handle, 10, Map.of());
        WrittenFile.Content.Data partition =
                new WrittenFile.Content.Data(List.of(Optional.of("x"), Optional.of("-1"), Optional.empty()));
        WrittenFile file = new WrittenFile(bare.path(), 10, 4, Map.of(), partition);

        write().finish(handle, List.of(WrittenFileCodec.encode(file)));

        assertThat(((WriteHandle.Files) handle.target()).layout().partitioning())
                .containsExactly(
                        new WriteHandle.PartitionTerm("a", WriteHandle.PartitionTerm.Transform.IDENTITY, 0),
                        new WriteHandle.PartitionTerm("d", WriteHandle.PartitionTerm.Transform.DAY, 0),
                        new WriteHandle.PartitionTerm("b", WriteHandle.PartitionTerm.Transform.VOID, 0));
        assertThat(lake.splits(lake.table("t"), equal("a", Type.Varchar.UNBOUNDED, "x")))
                .hasSize(1);
        assertThat(lake.splits(lake.table("t"), equal("a", Type.Varchar.UNBOUNDED, "y")))
                .isEmpty();
        assertThat(lake.splits(lake.table("t"), equal("d", Type.Simple.DATE, LocalDate.of(1969, 12, 31))))
                .hasSize(1);
        assertThat(lake.splits(lake.table("t"), equal("d", Type.Simple.DATE, LocalDate.of(1970, 1, 1))))
                .isEmpty();
    }

    private static Constraint equal(String column, Type type, Object value) {
        return new Constraint(Map.of(column, new Domain(type, List.of(Domain.Range.equal(value)), false)));
    }

    @Test
    void aDroppedTableLeavesNoFile() throws Exception {
        lake.create("t", Map.of(), "a bigint");
        lake.insert("t", 10, Map.of(), Map.of());
        lake.insert("t", 10, Map.of());

        lake.connector.definition().orElseThrow().dropTable(lake.table("t"));

        assertThat(lake.files(".parquet")).isEmpty();
        assertThat(lake.files(".avro")).isEmpty();
        assertThat(lake.files(".json")).isEmpty();
        try (var entries = Files.list(directory.resolve("s"))) {
            assertThat(entries).isEmpty();
        }
    }

    @Test
    void droppingASchemaWithCascadeDropsItsTables() {
        lake.create("t", Map.of(), "a bigint");
        lake.create("u", Map.of(), "a bigint");

        lake.connector.definition().orElseThrow().dropSchema(Lake.SCHEMA, true);

        assertThat(lake.connector.metadata().schemas()).isEmpty();
        assertThat(lake.files(".json")).isEmpty();
    }

    private ConnectorWrite write() {
        return lake.connector.write().orElseThrow();
    }

    private static byte[] fragment(WriteHandle handle) {
        return WrittenFileCodec.encode(Lake.file(handle, 10, Map.of()));
    }

    private List<Split> splits(String table) {
        return lake.splits(lake.table(table), Constraint.ALL);
    }

    private static void assertFailure(ThrowingCallable call, StandardErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure).hasMessage(message);
            assertThat(failure.code()).isEqualTo(code.code());
        });
    }
}
