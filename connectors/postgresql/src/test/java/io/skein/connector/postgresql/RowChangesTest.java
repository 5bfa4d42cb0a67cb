package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of each test's table are known by a column {@code id}. */
class RowChangesTest {
    private static final byte DELETE = (byte) RowChange.DELETE.code();
    private static final byte UPDATE = (byte) RowChange.UPDATE.code();
    private static final byte INSERT = (byte) RowChange.INSERT.code();

    private final LocalPostgres server = LocalPostgres.shared();
    private final String database = server.database();
    private final Connector connector = server.connect(database, Map.of());
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        connector.close();
        allocator.close();
    }

    private TableHandle table(String name) {
        return Rows.table(connector, new SchemaTableName("public", name));
    }

    private ConnectorRowChanges changes() {
        return connector.rowChanges().orElseThrow();
    }

    private List<String> texts(String query) {
        return server.run(database, query).stream().map(RowChangesTest::text).toList();
    }

    private static String text(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> String.valueOf(row.getValue(i)))
                .collect(Collectors.joining(" "));
    }

    /** Where the row with this id is now. */
    private List<Object> identity(String name, int id) {
        ColumnHandle key = Rows.columns(connector, table(name)).stream()
                .filter(column -> column.name().equals("id"))
                .findFirst()
                .orElseThrow();
        List<Object> row =
                Rows.read(connector, table(name), List.of(key, RowIdentity.FILE, RowIdentity.POSITION), allocator)
                        .stream()
                        .filter(each -> each.getFirst().equals(id))
                        .findFirst()
                        .orElseThrow();
        return row.subList(1, 3);
    }

    private List<@Nullable Object> change(
            byte kind, List<? extends @Nullable Object> identity, @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>(List.of(kind));
        row.addAll(identity);
        row.addAll(Arrays.asList(values));
        return row;
    }

    private void apply(WriteHandle handle, List<List<@Nullable Object>> rows) {
        try {
            connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, rows, allocator));
        } finally {
            connector.write().orElseThrow().abort(handle, List.of());
        }
    }

    private void assertConflict(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.TRANSACTION_CONFLICT.code()));
    }

    @Test
    void eachRowGetsWhatItIsGivenAndTheOthersStay() {
        server.run(
                database,
                "CREATE TABLE t (id int PRIMARY KEY, \"V\" text, at time DEFAULT '24:00', twice int GENERATED ALWAYS AS (id * 2) STORED);"
                        + "INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 5) AS n");
        List<String> all = List.of("id", "v", "at", "twice");
        WriteHandle handle =
                changes().begin(table("t"), new ChangedColumns(all, Set.of("v"), Set.of("id", "v")), Constraint.ALL);

        apply(
                handle,
                List.of(
                        change(DELETE, identity("t", 2), null, null, null, null),
                        change(UPDATE, identity("t", 3), 3, null, 86_399_999_999L, 6),
                        change(UPDATE, identity("t", 4), 4, "it's \\", 86_399_999_999L, 8),
                        change(INSERT, Arrays.asList(null, null), 2, "again", null, null)));

        assertThat(texts("SELECT id, \"V\", at::text, twice FROM t ORDER BY id"))
                .containsExactly(
                        "1 v1 24:00:00 2",
                        "2 again 24:00:00 4",
                        "3 null 24:00:00 6",
                        "4 it's \\ 24:00:00 8",
                        "5 v5 24:00:00 10");
        assertThat(texts("SELECT relname::text FROM pg_class WHERE relname LIKE 'skein%'"))
                .isEmpty();
    }

    @Test
    void rowsThatOthersHaveChangedAreAConflictAndNothingIsChanged() {
        server.run(database, "CREATE TABLE t (id int, v int); INSERT INTO t VALUES (1, 0), (2, 0), (3, 0)");
        for (String meanwhile : List.of(
                "UPDATE t SET v = v WHERE id = 2",
                "DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (2, 0)",
                "DELETE FROM t WHERE id = 2; VACUUM FULL t; INSERT INTO t VALUES (2, 0)")) {
            WriteHandle handle = changes()
                    .begin(table("t"), new ChangedColumns(List.of("id", "v"), Set.of("v"), Set.of()), Constraint.ALL);
            List<List<@Nullable Object>> rows = List.of(
                    change(UPDATE, identity("t", 1), 1, 9),
                    change(UPDATE, identity("t", 2), 2, 9),
                    change(DELETE, identity("t", 3), null, null));
            for (String statement : meanwhile.split("; ")) {
                server.run(database, statement);
            }

            assertConflict(() -> apply(handle, rows));
            assertThat(texts("SELECT id, v FROM t ORDER BY id")).containsExactly("1 0", "2 0", "3 0");
        }
    }

    @Test
    void rowsOfPartitionsMoveToOthers() {
        server.run(
                database,
                "CREATE TABLE t (id int, region text) PARTITION BY LIST (region);"
                        + "CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a'); CREATE TABLE t_b PARTITION OF t FOR VALUES IN ('b', NULL);"
                        + "INSERT INTO t VALUES (1, 'a'), (2, 'a'), (3, 'b'), (4, NULL)");
        WriteHandle handle = changes()
                .begin(
                        table("t"),
                        new ChangedColumns(List.of("id", "region"), Set.of("region"), Set.of()),
                        Constraint.ALL);

        // The first rows of both partitions have the same place.
        assertThat(identity("t", 1).getLast()).isEqualTo(identity("t", 3).getLast());
        apply(
                handle,
                List.of(
                        change(UPDATE, identity("t", 1), 1, "b"),
                        change(UPDATE, identity("t", 4), 4, "a"),
                        change(DELETE, identity("t", 3), null, null)));

        assertThat(texts("SELECT id, region, tableoid::regclass::text FROM t ORDER BY id"))
                .containsExactly("1 b t_b", "2 a t_a", "4 a t_a");
    }

    @Test
    void triggersAndForeignKeysWork() {
        server.run(database, """
                CREATE TABLE parent (id int PRIMARY KEY);
                CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE RESTRICT, changed int DEFAULT 0);
                CREATE TABLE log (op text, id int);
                INSERT INTO parent VALUES (1), (2); INSERT INTO t VALUES (1, 1), (2, 1), (3, 1);
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
                  BEGIN INSERT INTO log VALUES (TG_OP, OLD.id); IF TG_OP = 'UPDATE' THEN NEW.changed := 7; RETURN NEW; END IF; RETURN NULL; END $$;
                CREATE TRIGGER noted BEFORE UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION note();
                CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not on purpose'; END $$;
                CREATE TRIGGER other BEFORE UPDATE OF changed ON t FOR EACH ROW EXECUTE FUNCTION never();
                CREATE TRIGGER inserted BEFORE INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION never()""");
        List<String> all = List.of("id", "parent", "changed");
        WriteHandle handle =
                changes().begin(table("t"), new ChangedColumns(all, Set.of("parent"), Set.of()), Constraint.ALL);
        // The trigger keeps the row that is deleted.
        apply(
                handle,
                List.of(change(UPDATE, identity("t", 1), 1, 2, 0), change(DELETE, identity("t", 2), null, null, null)));
        assertThat(texts("SELECT id, parent, changed FROM t ORDER BY id")).containsExactly("1 2 7", "2 1 0", "3 1 0");
        assertThat(texts("SELECT op, id FROM log ORDER BY id")).containsExactly("UPDATE 1", "DELETE 2");

        WriteHandle orphan =
                changes().begin(table("t"), new ChangedColumns(all, Set.of("parent"), Set.of()), Constraint.ALL);
        assertThatThrownBy(() -> apply(orphan, List.of(change(UPDATE, identity("t", 3), 3, 5, 0))))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.CONSTRAINT_VIOLATION.code()))
                .hasMessageContaining("t_parent_fkey");
        assertThatThrownBy(() -> changes().delete(table("parent"), equal("id", 1L)))
                .hasMessageContaining("t_parent_fkey");
        assertThat(texts("SELECT count(*) FROM log")).containsExactly("2");
    }

    private static Constraint equal(String column, long value) {
        return new Constraint(Map.of(column, new Domain(Type.Simple.INTEGER, List.of(Range.equal(value)), false)));
    }

    private static Constraint above(String column, Type type, Object value) {
        return new Constraint(Map.of(
                column,
                new Domain(type, List.of(new Range(Optional.of(value), false, Optional.empty(), false)), false)));
    }

    @Test
    void theServerDeletesWhatItDecidesAsWeDo() {
        server.run(
                database,
                "CREATE TABLE t (id int, d double precision, s text); INSERT INTO t VALUES (1, 1, 'a'), (2, 'NaN', 'b'), (3, 3, NULL), (NULL, NULL, 'ä')");

        assertThat(changes().delete(table("t"), above("d", Type.Simple.DOUBLE, 2.0)))
                .as("NaN is greater there")
                .isEqualTo(OptionalLong.empty());
        assertThat(changes().delete(table("t"), above("s", Type.Varchar.UNBOUNDED, "a")))
                .as("texts have an order of their own there")
                .isEqualTo(OptionalLong.empty());
        assertThat(texts("SELECT count(*) FROM t")).containsExactly("4");
        assertThat(changes().delete(table("t"), above("id", Type.Simple.INTEGER, 2L)))
                .isEqualTo(OptionalLong.of(1));
        assertThat(changes()
                        .delete(
                                table("t"),
                                new Constraint(Map.of(
                                        "s",
                                        new Domain(
                                                Type.Varchar.UNBOUNDED,
                                                List.of(Range.equal("a"), Range.equal("x' OR '' = '")),
                                                false)))))
                .isEqualTo(OptionalLong.of(1));
        assertThat(texts("SELECT s FROM t ORDER BY s")).containsExactly("b", "ä");
        assertThat(changes().delete(table("t"), Constraint.ALL)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void rowsOfViewsCannotBeChanged() {
        server.run(
                database,
                "CREATE TABLE t (id int); CREATE VIEW v AS SELECT * FROM t; CREATE MATERIALIZED VIEW m AS SELECT * FROM t");
        for (String name : List.of("v", "m")) {
            assertThatThrownBy(() -> changes().begin(table(name), ChangedColumns.NONE, Constraint.ALL))
                    .hasMessage(
                            "Rows of 'public." + name + "' cannot be changed: it is a view, or holds a foreign table");
            assertThatThrownBy(() -> changes().delete(table(name), Constraint.ALL))
                    .hasMessageContaining("cannot be changed");
        }
    }
}
