package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
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
    private final LocalMariaDb server = LocalMariaDb.shared();
    private final String database = server.database();
    private final Connector connector = server.connect(Map.of());
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        connector.close();
        allocator.close();
    }

    private SchemaTableName name(String table) {
        return new SchemaTableName(database, table);
    }

    private TableMetadata shape(String table, List<ColumnMetadata> columns) {
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

    private void run(String statements) {
        server.run("USE " + database + "; " + statements);
    }

    @Test
    void everyTypeComesBack() {
        List<Type> types = List.of(
                Type.Simple.TINYINT,
                Type.Simple.SMALLINT,
                Type.Simple.INTEGER,
                Type.Simple.BIGINT,
                Type.Simple.REAL,
                Type.Simple.DOUBLE,
                new Type.Decimal(38, 10),
                new Type.Decimal(38, 38),
                Type.Varchar.of(5),
                Type.Varchar.UNBOUNDED,
                new Type.Char(4),
                Type.Simple.DATE,
                new Type.Time(6),
                new Type.Timestamp(6),
                new Type.TimestampWithTimeZone(3),
                Type.Simple.UUID,
                Type.Simple.JSON);
        List<ColumnMetadata> columns = new ArrayList<>();
        types.forEach(type -> columns.add(ColumnMetadata.of("c" + columns.size(), type)));
        List<List<@Nullable Object>> rows = List.of(
                Arrays.asList(
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MAX_VALUE,
                        Long.MIN_VALUE,
                        Float.MIN_VALUE,
                        -Double.MAX_VALUE,
                        new BigDecimal("-1234567890123456789012345678.0123456789"),
                        new BigDecimal("1E-38"),
                        "äß€𝄞x",
                        "quote' \" back\\slash \n tab\t \0 {NULL} \u001a % `",
                        " a",
                        LocalDate.of(9999, 12, 31),
                        86_399_999_999L,
                        -30_610_224_000_000_001L,
                        List.of(2_147_483_647_999_000L, "UTC"),
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "{\"a\":[1,null,\"\\n'\"]}"),
                Arrays.asList(
                        Byte.MAX_VALUE,
                        Short.MAX_VALUE,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        Float.MAX_VALUE,
                        Double.MIN_VALUE,
                        new BigDecimal("9999999999999999999999999999.9999999999"),
                        new BigDecimal("-0.99999999999999999999999999999999999999"),
                        "",
                        "x".repeat(3_000_000),
                        "",
                        LocalDate.of(1, 1, 1),
                        0L,
                        253_402_300_799_999_999L,
                        List.of(1_000_000L, "UTC"),
                        "00000000-0000-0000-0000-000000000000",
                        "null"),
                Arrays.asList(new Object[types.size()]));

        create(shape("round", columns), rows);
        assertThat(read("round")).isEqualTo(rows);
        insert("round", columns.stream().map(ColumnMetadata::name).toList(), rows);
        assertThat(read("round")).hasSize(6).containsOnly(rows.get(0), rows.get(1), rows.get(2));
        TableMetadata made = connector.metadata().tableMetadata(Rows.table(connector, name("round")));
        assertThat(made.columns()).extracting(ColumnMetadata::type).containsExactlyElementsOf(types);
        assertThat(made.comment()).contains("it's \\ me");
    }

    @Test
    void bytesComeBack() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        create(shape("bytes", List.of(ColumnMetadata.of("b", Type.Simple.VARBINARY))), List.of(List.of(all)));
        assertThat((byte[]) read("bytes").getFirst().getFirst()).isEqualTo(all);
    }

    @Test
    void typesBecomeTheNearestThatTheServerHas() {
        assertThat(connector.metadata().storedType(Type.Simple.BOOLEAN)).isEqualTo(Type.Simple.TINYINT);
        assertThat(connector.metadata().storedType(new Type.Timestamp(9))).isEqualTo(new Type.Timestamp(6));
        assertThat(connector.metadata().storedType(new Type.Char(300))).isEqualTo(Type.Varchar.of(300));
        for (int length : List.of(1, 1_000, 1_001, 16_383, 16_384, 4_194_303, 4_194_304, 2_000_000_000)) {
            Type stored = connector.metadata().storedType(Type.Varchar.of(length));
            create(shape("t" + length, List.of(ColumnMetadata.of("c", stored))), List.of());
            assertThat(connector
                            .metadata()
                            .tableMetadata(Rows.table(connector, name("t" + length)))
                            .columns()
                            .getFirst()
                            .type())
                    .isEqualTo(stored);
        }
        assertFails(
                StandardErrorCode.NOT_SUPPORTED.code(),
                () -> connector.metadata().storedType(new Type.Array(Type.Simple.BIGINT)));
    }

    @Test
    void valuesThatTheServerHasNotFail() {
        for (Object value : List.of(Double.NaN, Double.NEGATIVE_INFINITY)) {
            assertThatThrownBy(() -> create(
                            shape("nan", List.of(ColumnMetadata.of("c", Type.Simple.DOUBLE))), List.of(List.of(value))))
                    .hasMessage("Catalog 'maria': column 'c' cannot be written: the server has no number " + value);
        }
        assertThatThrownBy(() -> create(
                        shape("bc", List.of(ColumnMetadata.of("c", Type.Simple.DATE))),
                        List.of(List.of(LocalDate.of(-1, 1, 1)))))
                .hasMessage("Catalog 'maria': column 'c' cannot be written: the server has no date -0001-01-01");
        assertThatThrownBy(() -> create(
                        shape("late", List.of(ColumnMetadata.of("c", new Type.TimestampWithTimeZone(0)))),
                        List.of(List.of(List.of(4_000_000_000_000_000L, "UTC")))))
                .hasMessageContaining("Incorrect datetime value");
        run("CREATE TABLE years (y year)");
        assertThatThrownBy(() -> insert("years", List.of("y"), List.of(List.of((short) 70))))
                .hasMessage("Catalog 'maria': column 'y' cannot be written: the server has no year 70");
        insert("years", List.of("y"), List.of(List.of((short) 1970), List.of((short) 0)));
        assertThat(read("years")).isEqualTo(List.of(List.of((short) 1970), List.of((short) 0)));
    }

    @Test
    void namesAreNamesWhateverTheyHold() {
        String evil = "x`; drop table public.t; --";
        SchemaTableName name = new SchemaTableName("a.b`c" + database, evil);
        connector.definition().orElseThrow().createSchema(name.schema(), Map.of());
        WriteHandle handle = connector
                .write()
                .orElseThrow()
                .beginCreate(
                        new TableMetadata(
                                name,
                                List.of(ColumnMetadata.of("se`lect' --", Type.Simple.BIGINT)),
                                Map.of(),
                                Optional.empty()),
                        false);
        connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, List.of(List.of(7L)), allocator));

        assertThat(connector.metadata().tables(Optional.of(name.schema()))).containsExactly(name);
        assertThat(Rows.read(connector, name, allocator)).isEqualTo(List.of(List.of(7L)));
        var definition = connector.definition().orElseThrow();
        definition.changeTable(
                Rows.table(connector, name), new TableChange.SetColumnComment("se`lect' --", Optional.of("'; drop")));
        assertThat(connector
                        .metadata()
                        .tableMetadata(Rows.table(connector, name))
                        .columns()
                        .getFirst()
                        .comment())
                .contains("'; drop");
        definition.dropSchema(name.schema(), true);
        assertThat(connector.metadata().schemas()).doesNotContain(name.schema());
        assertFails(StandardErrorCode.NOT_SUPPORTED.code(), () -> definition.createSchema("ä".repeat(65), Map.of()));
        assertFails(StandardErrorCode.INVALID_ARGUMENTS.code(), () -> definition.createSchema("a\0b", Map.of()));
        assertFails(StandardErrorCode.NOT_SUPPORTED.code(), () -> definition.renameSchema(database, "other"));
    }

    @Test
    void upperCaseNamesAreFoundWhereTheCatalogSaysSo() {
        String sales = "Sales" + database;
        server.run(
                "CREATE DATABASE " + sales + "; CREATE TABLE " + sales + ".Orders (`Id` bigint); CREATE TABLE " + sales
                        + ".twice (a int); CREATE TABLE " + sales + ".Twice (a int, b int); USE " + database
                        + "; CREATE TABLE exact (a int); CREATE TABLE Exact (b int)");
        String schema = sales.toLowerCase(java.util.Locale.ROOT);
        assertThat(connector.metadata().schemas()).doesNotContain(schema);
        assertThat(connector.metadata().table(new SchemaTableName(schema, "orders")))
                .isEmpty();
        assertThat(Rows.columns(connector, Rows.table(connector, name("exact"))))
                .extracting(ColumnHandle::name)
                .containsExactly("a");
        assertThat(connector.metadata().tables(Optional.of(database))).containsExactly(name("exact"));
        try (Connector any = server.connect(Map.of("case-insensitive-name-matching", "true"))) {
            assertThat(any.metadata().schemas()).contains(schema);
            assertThat(any.metadata().tables(Optional.of(schema))).hasSize(2);
            SchemaTableName orders = new SchemaTableName(schema, "orders");
            WriteHandle handle = any.write().orElseThrow().beginInsert(Rows.table(any, orders), List.of("id"));
            any.write().orElseThrow().finish(handle, Rows.sink(any, handle, List.of(List.of(5L)), allocator));
            assertThat(Rows.read(any, orders, allocator)).isEqualTo(List.of(List.of(5L)));
            assertFails(
                    StandardErrorCode.NOT_SUPPORTED.code(),
                    () -> any.metadata().table(new SchemaTableName(schema, "twice")));
        }
    }

    @Test
    void whatAColumnDoesNotTakeFailsTheWholeInsert() {
        run(
                "CREATE TABLE strict (id int PRIMARY KEY, t varchar(3), m varchar(9) DEFAULT 'x', u tinyint unsigned CHECK (u < 9)); INSERT INTO strict (id, t) VALUES (1, 'a')");
        List<String> columns = List.of("id", "t");
        assertThatThrownBy(() -> insert("strict", columns, List.of(List.of(2, "b"), List.of(3, "toolong"))))
                .hasMessageContaining("Data too long for column 't'");
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("strict", columns, List.of(List.of(2, "b"), List.of(1, "b"))));
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("strict", columns, List.of(Arrays.asList(null, "b"))));
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("strict", List.of("id", "u"), List.of(List.of(2, (short) 9))));
        assertThatThrownBy(() -> insert("strict", List.of("id", "u"), List.of(List.of(2, (short) -1))))
                .hasMessageContaining("Out of range value for column 'u'");
        insert("strict", columns, List.of(List.of(2, "ok")));

        assertThat(read("strict"))
                .isEqualTo(List.of(Arrays.asList(1, "a", "x", null), Arrays.asList(2, "ok", "x", null)));
        assertThat(server.run("SELECT 1 FROM information_schema.tables WHERE table_schema = '" + database
                        + "' AND table_name LIKE 'skein%'"))
                .isEmpty();
    }

    @Test
    void aTableWithoutTransactionsIsNotWritten() {
        run("CREATE TABLE old (id int) ENGINE = MyISAM; CREATE VIEW seen AS SELECT * FROM old");
        assertThatThrownBy(() -> insert("old", List.of("id"), List.of(List.of(1))))
                .hasMessage("The engine of " + database
                        + ".old has no transactions, so that it cannot be written all at once");
        assertThat(read("old")).isEmpty();
    }

    @Test
    void rowsThatWereLostOnTheWayFailTheInsert() {
        run("CREATE TABLE counted (id bigint)");
        WriteHandle handle =
                connector.write().orElseThrow().beginInsert(Rows.table(connector, name("counted")), List.of("id"));
        Rows.sink(connector, handle, List.of(List.of(1L)), allocator);
        byte[] two = ByteBuffer.allocate(Long.BYTES).putLong(2).array();

        assertThatThrownBy(() -> connector.write().orElseThrow().finish(handle, List.of(two)))
                .hasMessage("The write into " + name("counted") + " has 1 of 2 rows");
        connector.write().orElseThrow().abort(handle, List.of());
        assertThat(read("counted")).isEmpty();
    }

    /** What finish asks when the answer to its last statement is lost. */
    @Test
    void whetherAWriteHasHappenedCanBeToldAfterwards() {
        run("CREATE TABLE told (id bigint)");
        for (boolean happened : List.of(true, false)) {
            WriteHandle insert =
                    connector.write().orElseThrow().beginInsert(Rows.table(connector, name("told")), List.of("id"));
            Rows.sink(connector, insert, List.of(List.of(1L), List.of(2L)), allocator);
            assertThat(stillThere(insert, happened, 2)).isEqualTo(!happened);
            connector.write().orElseThrow().abort(insert, List.of());
        }
        assertThat(read("told")).hasSize(2);
        for (boolean happened : List.of(false, true)) {
            WriteHandle create = connector
                    .write()
                    .orElseThrow()
                    .beginCreate(shape("made", List.of(ColumnMetadata.of("id", Type.Simple.BIGINT))), false);
            assertThat(stillThere(create, happened, 0)).isEqualTo(!happened);
            connector.write().orElseThrow().abort(create, List.of());
        }
        assertThat(server.run("SELECT 1 FROM information_schema.tables WHERE table_schema = '" + database
                        + "' AND table_name LIKE 'skein%'"))
                .isEmpty();
    }

    private boolean stillThere(WriteHandle handle, boolean moved, long rows) {
        Staging staging = Staging.decode(handle.data());
        CatalogProperties properties = CatalogProperties.of("maria", server.properties(Map.of()));
        MariaDbSettings settings = MariaDbSettings.of("maria", Flavor.MARIADB, properties);
        try (Database direct = new Database(
                new MariaDbClient(settings.connection()),
                settings.shared().pool(),
                new RemoteFailures("maria", "here", new MariaDbErrors()))) {
            MariaDbStaging steps = new MariaDbStaging(
                    direct,
                    new TypeMapping(
                            settings.shared().decimals(), settings.shared().unsupported()),
                    new MariaDbDialect(settings.shared().decimals()));
            if (moved) {
                direct.use(session -> {
                    session.begin(steps.begin());
                    steps.move(session, staging);
                    // Its last statement's effect, without what follows it.
                    session.run(
                            staging.kind() == Staging.Kind.INSERT
                                    ? "COMMIT"
                                    : "RENAME TABLE `" + staging.table().schema() + "`.`"
                                            + staging.table().table() + "` TO `"
                                            + staging.table().schema() + "`.`"
                                            + staging.target() + "`");
                    return staging;
                });
            }
            return direct.use(session -> steps.stillThere(session, staging, rows));
        }
    }

    @Test
    void changesTables() {
        create(shape("changed", List.of(ColumnMetadata.of("a", Type.Simple.INTEGER))), List.of(List.of(1)));
        var definition = connector.definition().orElseThrow();
        ColumnHandle added = new ColumnHandle("b", new Type.Decimal(5, 1), OptionalInt.empty());
        definition.changeTable(
                Rows.table(connector, name("changed")),
                new TableChange.AddColumn(
                        new ColumnMetadata(added, true, false, Optional.of("new")), new Position.First()));
        definition.changeTable(
                Rows.table(connector, name("changed")), new TableChange.SetColumnType("a", Type.Simple.BIGINT));
        assertThat(read("changed")).isEqualTo(List.of(Arrays.asList(null, 1L)));
        definition.changeTable(
                Rows.table(connector, name("changed")),
                new TableChange.AddColumn(ColumnMetadata.of("c", Type.Simple.DATE), new Position.After("b")));
        assertThat(Rows.columns(connector, Rows.table(connector, name("changed"))))
                .extracting(ColumnHandle::name)
                .containsExactly("b", "c", "a");
        definition.changeTable(Rows.table(connector, name("changed")), new TableChange.DropColumn("b"));
        definition.changeTable(Rows.table(connector, name("changed")), new TableChange.Truncate());
        assertThat(read("changed")).isEmpty();
        assertFails(
                StandardErrorCode.NOT_SUPPORTED.code(),
                () -> definition.changeTable(
                        Rows.table(connector, name("changed")), new TableChange.SetProperties(Map.of())));
    }

    @Test
    void aChangeOfOnePartOfAColumnKeepsTheOthers() {
        run("CREATE TABLE parts (id int NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \\\\ the\\nkey',"
                + " e varchar(9) CHARACTER SET latin1 NOT NULL DEFAULT 'a, ''b' CHECK (e <> 'it\\'s'), j json)");
        var definition = connector.definition().orElseThrow();
        definition.changeTable(
                Rows.table(connector, name("parts")), new TableChange.SetColumnComment("e", Optional.of("said \\")));
        definition.changeTable(Rows.table(connector, name("parts")), new TableChange.DropNotNull("e"));
        definition.changeTable(
                Rows.table(connector, name("parts")), new TableChange.SetColumnType("id", Type.Simple.BIGINT));
        definition.changeTable(
                Rows.table(connector, name("parts")), new TableChange.SetColumnComment("j", Optional.of("doc")));

        run("INSERT INTO parts (j) VALUES ('{}')");
        assertThat(read("parts")).isEqualTo(List.of(List.of(1L, "a, 'b", "{}")));
        var columns = connector
                .metadata()
                .tableMetadata(Rows.table(connector, name("parts")))
                .columns();
        assertThat(columns)
                .extracting(column -> column.comment().orElse(""))
                .containsExactly("it's \\ the\nkey", "said \\", "doc");
        assertThat(columns).extracting(ColumnMetadata::nullable).containsExactly(false, true, true);
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("parts", List.of("e"), List.of(List.of("it's"))));
        assertFails(
                StandardErrorCode.CONSTRAINT_VIOLATION.code(),
                () -> insert("parts", List.of("j"), List.of(List.of("{"))));
    }
}
