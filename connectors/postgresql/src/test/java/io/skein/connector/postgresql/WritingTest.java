package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final LocalPostgres server = LocalPostgres.shared();
    private final String database = server.database();
    private final Connector connector = server.connect(database, Map.of());
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        connector.close();
        allocator.close();
    }

    private static SchemaTableName name(String table) {
        return new SchemaTableName("public", table);
    }

    private static TableMetadata shape(String table, List<ColumnMetadata> columns) {
        return new TableMetadata(name(table), columns, Map.of(), Optional.of("it's \\ me"));
    }

    private void create(TableMetadata shape, List<List<@Nullable Object>> rows) {
        WriteHandle handle = connector.write().orElseThrow().beginCreate(shape, false);
        connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, rows, allocator));
    }

    private void insert(String table, List<String> columns, List<List<@Nullable Object>> rows) {
        WriteHandle handle = connector.write().orElseThrow().beginInsert(Rows.table(connector, name(table)), columns);
        try {
            connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, rows, allocator));
        } finally {
            connector.write().orElseThrow().abort(handle, List.of());
        }
    }

    private List<List<@Nullable Object>> read(String table) {
        return Rows.read(connector, name(table), allocator);
    }

    private void assertFails(ErrorCode code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void everyTypeComesBack() {
        List<Type> types = List.of(
                Type.Simple.BOOLEAN,
                Type.Simple.SMALLINT,
                Type.Simple.INTEGER,
                Type.Simple.BIGINT,
                Type.Simple.REAL,
                Type.Simple.DOUBLE,
                new Type.Decimal(38, 10),
                Type.Varchar.of(5),
                Type.Varchar.UNBOUNDED,
                new Type.Char(4),
                Type.Simple.DATE,
                new Type.Time(6),
                new Type.Timestamp(6),
                new Type.TimestampWithTimeZone(3),
                Type.Simple.UUID,
                Type.Simple.JSON,
                new Type.Array(Type.Varchar.UNBOUNDED),
                new Type.Array(new Type.Array(Type.Simple.DOUBLE)));
        List<ColumnMetadata> columns = new ArrayList<>();
        types.forEach(type -> columns.add(ColumnMetadata.of("c" + columns.size(), type)));
        List<List<@Nullable Object>> rows = List.of(
                Arrays.asList(
                        true,
                        Short.MIN_VALUE,
                        Integer.MAX_VALUE,
                        Long.MIN_VALUE,
                        Float.MIN_VALUE,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("-1234567890123456789012345678.0123456789"),
                        "äß€𝄞x",
                        "quote' \" back\\slash \n tab\t {NULL}",
                        " a",
                        LocalDate.of(-43, 3, 15),
                        86_399_999_999L,
                        -210_866_803_200_000_000L,
                        List.of(1_582_951_272_123_000L, "UTC"),
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "{\"a\":[1,null]}",
                        Arrays.asList("a,b", "", "NULL", "\"q\\", "{x}", null),
                        List.of(List.of(0.1, Double.NaN), List.of(1.0, -0.0))),
                Arrays.asList(new Object[types.size()]));

        create(shape("round", columns), rows);
        assertThat(read("round")).isEqualTo(rows);
        insert("round", columns.stream().map(ColumnMetadata::name).toList(), rows);
        assertThat(read("round")).hasSize(4).containsOnly(rows.getFirst(), rows.getLast());
        assertThat(connector
                        .metadata()
                        .tableMetadata(Rows.table(connector, name("round")))
                        .comment())
                .contains("it's \\ me");
    }

    @Test
    void namesAreNamesWhateverTheyHold() {
        String evil = "x\"; drop table public.t; --";
        SchemaTableName name = new SchemaTableName("a.b\"c", evil);
        connector.definition().orElseThrow().createSchema(name.schema(), Map.of());
        WriteHandle handle = connector
                .write()
                .orElseThrow()
                .beginCreate(
                        new TableMetadata(
                                name,
                                List.of(ColumnMetadata.of("se\"lect' --", Type.Simple.BIGINT)),
                                Map.of(),
                                Optional.empty()),
                        false);
        connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, List.of(List.of(7L)), allocator));

        assertThat(connector.metadata().tables(Optional.of(name.schema()))).containsExactly(name);
        assertThat(Rows.read(connector, name, allocator)).isEqualTo(List.of(List.of(7L)));
        connector
                .definition()
                .orElseThrow()
                .changeTable(
                        Rows.table(connector, name),
                        new TableChange.SetColumnComment("se\"lect' --", Optional.of("'; drop")));
        connector.definition().orElseThrow().dropTable(Rows.table(connector, name));
        assertFails(
                StandardErrorCode.NOT_SUPPORTED.code(),
                () -> connector.definition().orElseThrow().createSchema("ä".repeat(32), Map.of()));
        assertFails(
                StandardErrorCode.INVALID_ARGUMENTS.code(),
                () -> connector.definition().orElseThrow().createSchema("a\0b", Map.of()));
    }

    @Test
    void upperCaseNamesAreFoundWhereTheCatalogSaysSo() {
        server.run(
                database,
                "CREATE SCHEMA \"Sales\"; CREATE TABLE \"Sales\".\"Orders\" (\"Id\" bigint); CREATE TABLE \"Sales\".twice (a int);"
                        + "CREATE TABLE \"Sales\".\"Twice\" (a int)");
        assertThat(connector.metadata().schemas()).doesNotContain("sales");
        try (Connector any = server.connect(database, Map.of("case-insensitive-name-matching", "true"))) {
            assertThat(any.metadata().schemas()).contains("sales");
            assertThat(any.metadata().tables(Optional.of("sales"))).hasSize(2);
            SchemaTableName orders = new SchemaTableName("sales", "orders");
            WriteHandle handle = any.write().orElseThrow().beginInsert(Rows.table(any, orders), List.of("id"));
            any.write().orElseThrow().finish(handle, Rows.sink(any, handle, List.of(List.of(5L)), allocator));
            assertThat(Rows.read(any, orders, allocator)).isEqualTo(List.of(List.of(5L)));
            assertFails(
                    StandardErrorCode.NOT_SUPPORTED.code(),
                    () -> any.metadata().table(new SchemaTableName("sales", "twice")));
        }
    }

    @Test
    void whatAColumnDoesNotTakeFailsTheWholeInsert() {
        server.run(
                database,
                "CREATE TABLE strict (id int PRIMARY KEY, t varchar(3), m text DEFAULT 'x'); INSERT INTO strict VALUES (1, 'a')");
        List<String> columns = List.of("id", "t");
        assertThatThrownBy(() -> insert("strict", columns, List.of(List.of(2, "b"), List.of(3, "toolong"))))
                .hasMessageContaining("value too long");
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("strict", columns, List.of(List.of(2, "b"), List.of(1, "b"))));
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("strict", columns, List.of(Arrays.asList(null, "b"))));
        assertThatThrownBy(() -> insert("strict", columns, List.of(List.of(2, "\0"))))
                .hasMessageContaining("UTF8");
        insert("strict", columns, List.of(List.of(2, "ok")));

        assertThat(read("strict")).isEqualTo(List.of(List.of(1, "a", "x"), List.of(2, "ok", "x")));
        assertThat(server.run(database, "SELECT 1 FROM pg_class WHERE relname LIKE 'skein%'"))
                .isEmpty();
    }

    @Test
    void rowsThatWereLostOnTheWayFailTheInsert() {
        server.run(database, "CREATE TABLE counted (id bigint)");
        WriteHandle handle =
                connector.write().orElseThrow().beginInsert(Rows.table(connector, name("counted")), List.of("id"));
        Rows.sink(connector, handle, List.of(List.of(1L)), allocator);
        byte[] two = ByteBuffer.allocate(Long.BYTES).putLong(2).array();

        assertThatThrownBy(() -> connector.write().orElseThrow().finish(handle, List.of(two)))
                .hasMessage("The write into public.counted has 1 of 2 rows");
        connector.write().orElseThrow().abort(handle, List.of());
        assertThat(read("counted")).isEmpty();
    }

    @Test
    void writesIntoPartitionsAndEnums() {
        server.run(
                database,
                "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE parts (id int, m mood, tags mood[]) PARTITION BY RANGE (id);"
                        + "CREATE TABLE p1 PARTITION OF parts FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF parts FOR VALUES FROM (10) TO (20)");
        List<List<@Nullable Object>> rows = List.of(List.of(5, "sad", List.of("ok")), List.of(15, "ok", List.of()));
        insert("parts", List.of("id", "m", "tags"), rows);

        assertThat(read("parts")).containsExactlyInAnyOrderElementsOf(rows);
        assertThatThrownBy(() -> insert("parts", List.of("id", "m"), List.of(List.of(1, "glad"))))
                .hasMessageContaining("invalid input value for enum");
    }

    @Test
    void changesTables() {
        create(shape("changed", List.of(ColumnMetadata.of("a", Type.Simple.INTEGER))), List.of(List.of(1)));
        var definition = connector.definition().orElseThrow();
        ColumnHandle added = new ColumnHandle("b", new Type.Decimal(5, 1), OptionalInt.empty());
        definition.changeTable(
                Rows.table(connector, name("changed")),
                new TableChange.AddColumn(new ColumnMetadata(added, true, false, Optional.of("new"))));
        definition.changeTable(
                Rows.table(connector, name("changed")), new TableChange.SetColumnType("a", Type.Simple.BIGINT));
        assertThat(read("changed")).isEqualTo(List.of(Arrays.asList(1L, null)));
        definition.changeTable(Rows.table(connector, name("changed")), new TableChange.DropColumn("b"));
        definition.changeTable(Rows.table(connector, name("changed")), new TableChange.Truncate());
        assertThat(read("changed")).isEmpty();
        assertFails(
                StandardErrorCode.NOT_SUPPORTED.code(),
                () -> definition.changeTable(
                        Rows.table(connector, name("changed")), new TableChange.SetProperties(Map.of())));
        assertFails(
                StandardErrorCode.NOT_SUPPORTED.code(),
                () -> connector.metadata().storedType(Type.Simple.IPADDRESS));
        assertThat(connector.metadata().storedType(new Type.Timestamp(9))).isEqualTo(new Type.Timestamp(6));
        assertThat(connector.metadata().storedType(Type.Simple.TINYINT)).isEqualTo(Type.Simple.SMALLINT);
    }
}
