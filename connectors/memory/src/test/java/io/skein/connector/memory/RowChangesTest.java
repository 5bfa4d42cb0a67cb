package io.skein.connector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowChangesTest {
    private static final SchemaTableName NAME = new SchemaTableName("default", "t");

    private final BufferAllocator allocator = new RootAllocator();
    private final Connector connector = new MemoryConnectorFactory()
            .create("memory", Map.of("memory.row-changes-enabled", "true", "memory.max-data-per-node", "1MB"));

    @AfterEach
    void close() {
        connector.close();
        allocator.close();
    }

    private void create(List<String> types, List<? extends List<? extends @Nullable Object>> rows) {
        List<ColumnMetadata> columns = new ArrayList<>();
        for (String type : types) {
            columns.add(ColumnMetadata.of("c" + columns.size(), TypeParser.parse(type)));
        }
        WriteHandle handle = connector
                .write()
                .orElseThrow()
                .beginCreate(new TableMetadata(NAME, columns, Map.of(), Optional.empty()), false);
        finish(handle, rows);
    }

    private void numbers(long count) {
        create(
                List.of("bigint", "varchar"),
                LongStream.range(0, count)
                        .mapToObj(i -> List.<Object>of(i, "v" + i))
                        .toList());
    }

    private void finish(WriteHandle handle, List<? extends List<? extends @Nullable Object>> rows) {
        connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, rows, allocator));
    }

    private TableHandle table() {
        return Rows.table(connector, NAME);
    }

    private ConnectorRowChanges changes() {
        return connector.rowChanges().orElseThrow();
    }

    private WriteHandle begin(String... columns) {
        return changes()
                .begin(table(), new ChangedColumns(List.of(columns), Set.of(columns), Set.of(columns)), Constraint.ALL);
    }

    private List<List<@Nullable Object>> rows() {
        return Rows.read(connector, NAME, allocator);
    }

    private List<@Nullable Object> firsts() {
        List<@Nullable Object> firsts = new ArrayList<>();
        rows().forEach(row -> firsts.add(row.getFirst()));
        return firsts;
    }

    /** The identities of the rows in which the first column has one of the values, in the order of the table. */
    private List<List<@Nullable Object>> identities(Object... values) {
        List<ColumnHandle> columns =
                new ArrayList<>(Rows.columns(connector, table()).subList(0, 1));
        columns.addAll(List.of(RowIdentity.FILE, RowIdentity.POSITION));
        return Rows.read(connector, table(), columns, allocator).stream()
                .filter(row -> Arrays.asList(values).contains(row.getFirst()))
                .map(row -> row.subList(1, 3))
                .toList();
    }

    private static List<@Nullable Object> change(
            RowChange change, List<? extends @Nullable Object> identity, @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add((byte) change.code());
        row.addAll(identity);
        row.addAll(Arrays.asList(values));
        return row;
    }

    private void delete(Object... values) {
        finish(
                begin(),
                identities(values).stream()
                        .map(row -> change(RowChange.DELETE, row))
                        .toList());
    }

    @Test
    void areThereOnlyWhereTheyAreAskedFor() {
        try (Connector usual = new MemoryConnectorFactory().create("memory", Map.of())) {
            assertThat(usual.rowChanges()).isEmpty();
        }
    }

    @Test
    void deleteUpdateAndInsertInOneStatement() {
        numbers(5);

        finish(
                begin("c0", "c1"),
                List.of(
                        change(RowChange.DELETE, identities(1L).getFirst(), null, null),
                        change(RowChange.UPDATE, identities(3L).getFirst(), 30L, null),
                        change(RowChange.INSERT, Arrays.asList(null, null), 9L, "new")));

        assertThat(rows())
                .containsExactly(
                        List.of(0L, "v0"),
                        List.of(2L, "v2"),
                        List.of(4L, "v4"),
                        Arrays.asList(30L, null),
                        List.of(9L, "new"));
        assertThat(connector.metadata().statistics(table(), Constraint.ALL).rowCount())
                .isEqualTo(OptionalDouble.of(5));
    }

    @Test
    void rowsKeepTheirIdentitiesWhileOthersGo() {
        numbers(10);
        List<List<@Nullable Object>> before = identities(7L, 9L);
        delete(0L, 5L, 8L);

        assertThat(identities(7L, 9L)).isEqualTo(before);
        delete(7L);
        assertThat(firsts()).containsExactly(1L, 2L, 3L, 4L, 6L, 9L);
    }

    @Test
    void valuesOfEveryTypeSurviveTheirNeighbours() {
        List<String> types = List.of(
                "boolean",
                "decimal(38,3)",
                "varbinary",
                "timestamp(9)",
                "timestamp(3) with time zone",
                "array(row(x bigint, y array(varchar)))",
                "map(varchar, map(integer, double))");
        List<@Nullable Object> row = List.of(
                true,
                new BigDecimal("1.250"),
                new byte[] {1, 0},
                4L,
                List.of(5L, "Europe/Zurich"),
                List.of(Arrays.asList(1L, Arrays.asList("p", null)), Arrays.asList(null, List.of())),
                Map.of("k", Map.of(1, 1.0)));
        List<@Nullable Object> nulls = Arrays.asList(new Object[types.size()]);
        List<@Nullable Object> other = new ArrayList<>(row);
        other.set(0, false);
        create(types, List.of(other, row, nulls, row, other, nulls));

        delete(false);
        assertThat(rows()).usingRecursiveComparison().isEqualTo(List.of(row, nulls, row, nulls));
        delete(true);
        assertThat(rows()).usingRecursiveComparison().isEqualTo(List.of(nulls, nulls));
    }

    @Test
    void theSecondOfTwoStatementsThatChangeARowFails() {
        numbers(6);
        WriteHandle first = begin("c0", "c1");
        WriteHandle second = begin("c0", "c1");
        WriteHandle third = begin();
        assertThat(first.data()).isNotEqualTo(second.data());
        var ofFirst = List.of(change(RowChange.UPDATE, identities(1L).getFirst(), 1L, "first"));
        var ofSecond = List.of(
                change(RowChange.UPDATE, identities(2L).getFirst(), 2L, "second"),
                change(RowChange.UPDATE, identities(1L).getFirst(), 1L, "second"));
        var ofThird = List.of(change(RowChange.DELETE, identities(5L).getFirst()));

        finish(first, ofFirst);
        conflicts(second, ofSecond);
        finish(third, ofThird);

        assertThat(rows())
                .containsExactly(
                        List.of(0L, "v0"),
                        List.of(2L, "v2"),
                        List.of(3L, "v3"),
                        List.of(4L, "v4"),
                        List.of(1L, "first"));
    }

    @Test
    void rowsOfATableThatWasEmptiedMeanwhileConflict() {
        numbers(3);
        WriteHandle handle = begin("c0", "c1");
        var changed = List.of(change(RowChange.UPDATE, identities(1L).getFirst(), 1L, "late"));
        connector.definition().orElseThrow().changeTable(table(), new TableChange.Truncate());

        conflicts(handle, changed);
        assertThat(rows()).isEmpty();
    }

    private void conflicts(WriteHandle handle, List<? extends List<? extends @Nullable Object>> rows) {
        assertThatThrownBy(() -> finish(handle, rows))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.TRANSACTION_CONFLICT.code()))
                .hasMessage("Rows of 'default.t' were changed by another statement meanwhile");
    }

    @Test
    void deletesAllWithoutLooking() {
        numbers(4);
        delete(1L);

        assertThat(changes()
                        .delete(
                                table(),
                                new Constraint(Map.of(
                                        "c0", new Domain(Type.Simple.BIGINT, List.of(Domain.Range.equal(2L)), false)))))
                .isEmpty();
        assertThat(changes().delete(table(), Constraint.ALL)).isEqualTo(OptionalLong.of(3));
        assertThat(rows()).isEmpty();
    }

    @Test
    void deletedRowsGiveTheirMemoryBackAndTooManyNewOnesChangeNothing() {
        String large = "x".repeat(10_000);
        create(
                List.of("bigint", "varchar"),
                LongStream.range(0, 90).mapToObj(i -> List.<Object>of(i, large)).toList());
        WriteHandle handle = begin("c0", "c1");
        var doubled = identities(LongStream.range(0, 30).boxed().toArray()).stream()
                .map(row -> change(RowChange.UPDATE, row, 777L, large))
                .toList();
        assertThatThrownBy(() -> finish(handle, doubled))
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code().name()).isEqualTo("MEMORY_LIMIT_EXCEEDED"))
                .hasMessage("Memory limit [1048576] for memory connector exceeded");
        assertThat(firsts())
                .containsExactlyElementsOf(LongStream.range(0, 90).boxed().toList());

        delete(LongStream.range(0, 60).boxed().toArray());
        WriteHandle room = begin("c0", "c1");
        finish(
                room,
                identities(LongStream.range(60, 90).boxed().toArray()).stream()
                        .map(row -> change(RowChange.UPDATE, row, 777L, large))
                        .toList());
        assertThat(firsts()).hasSize(30).containsOnly(777L);
    }
}
