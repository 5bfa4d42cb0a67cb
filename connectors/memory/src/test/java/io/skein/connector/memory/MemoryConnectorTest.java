package io.skein.connector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.testkit.WriteContract;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryConnectorTest extends WriteContract {
    private static final SchemaTableName SAMPLE = new SchemaTableName("default", "sample");

    @Override
    protected Connector connect() {
        Connector connector = new MemoryConnectorFactory().create("memory", Map.of("memory.max-data-per-node", "8MB"));
        try (var allocator = new RootAllocator()) {
            create(
                    connector,
                    SAMPLE,
                    List.of("bigint", "varchar"),
                    List.of(Arrays.asList(1L, "a"), Arrays.asList(null, "b")),
                    allocator);
        }
        return connector;
    }

    @Override
    protected SchemaTableName sample() {
        return SAMPLE;
    }

    @Test
    void keepsValuesOfEveryType() {
        List<String> types = List.of(
                "boolean",
                "tinyint",
                "smallint",
                "integer",
                "bigint",
                "real",
                "double",
                "decimal(38,3)",
                "varchar",
                "char(3)",
                "varbinary",
                "date",
                "time(6)",
                "time(9)",
                "timestamp(3)",
                "timestamp(9)",
                "timestamp(3) with time zone",
                "time(3) with time zone",
                "interval day to second",
                "interval year to month",
                "uuid",
                "array(row(x bigint, y array(varchar)))",
                "map(varchar, map(integer, double))");
        List<@Nullable Object> values = new ArrayList<>(List.of(
                true,
                (byte) 1,
                (short) 2,
                3,
                4L,
                1.5f,
                2.5,
                new BigDecimal("12345678901234567890.123"),
                "häß",
                "ab",
                new byte[] {1, 0, 2},
                LocalDate.of(2020, 2, 29),
                1L,
                2L,
                3L,
                4L,
                List.of(5L, "Europe/Zurich"),
                List.of(6L, -90),
                7L,
                8,
                "0-0",
                List.of(Arrays.asList(1L, Arrays.asList("p", null)), Arrays.asList(null, List.of())),
                Map.of("k", Map.of(1, 1.0))));
        List<@Nullable Object> nulls = Arrays.asList(new Object[types.size()]);
        SchemaTableName name = new SchemaTableName("default", "types");

        create(connector(), name, types, List.of(values, nulls, values), allocator());

        assertThat(Rows.read(connector(), name, allocator()))
                .usingRecursiveComparison()
                .isEqualTo(List.of(values, nulls, values));
    }

    @Test
    void columnsThatAnInsertLeavesOutAreNull() {
        WriteHandle handle = write(List.of("column1"));
        connector()
                .write()
                .orElseThrow()
                .finish(handle, Rows.sink(connector(), handle, List.of(List.of("c")), allocator()));

        assertThat(Rows.read(connector(), SAMPLE, allocator()))
                .containsExactly(Arrays.asList(1L, "a"), Arrays.asList(null, "b"), Arrays.asList(null, "c"));
        assertThat(connector().metadata().statistics(sampleTable(), Constraint.ALL))
                .isEqualTo(new TableStatistics(OptionalDouble.of(3), Map.of()));
    }

    @Test
    void aSplitHasOnlyWhatTheScanWantsAndFitsIntoAMessage() {
        WriteHandle handle = write(List.of("column0", "column1"));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 3000; i++) {
            rows.add(List.of(i, "x".repeat(1000)));
        }
        connector().write().orElseThrow().finish(handle, Rows.sink(connector(), handle, rows, allocator()));
        TableHandle table = sampleTable();
        List<ColumnHandle> columns = Rows.columns(connector(), table);

        assertThat(Rows.splits(connector(), table, columns))
                .hasSizeGreaterThan(3)
                .allSatisfy(split -> assertThat(size(split)).isLessThan(1_100_000));
        assertThat(Rows.splits(connector(), table, columns.subList(0, 1)).stream()
                        .mapToInt(MemoryConnectorTest::size)
                        .sum())
                .isLessThan(40_000);
        assertThat(Rows.read(connector(), table, columns, allocator()))
                .hasSize(3002)
                .contains(List.of(2999L, "x".repeat(1000)));
    }

    @Test
    void refusesMoreThanItsLimitAndKeepsWhatItHas() {
        List<byte[]> fragments = new ArrayList<>();
        WriteHandle handle = write(List.of("column1"));
        for (int i = 0; i < 9; i++) {
            fragments.addAll(Rows.sink(connector(), handle, List.of(List.of("x".repeat(1_000_000))), allocator()));
        }

        assertThatThrownBy(() -> connector().write().orElseThrow().finish(handle, fragments))
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code().name()).isEqualTo("MEMORY_LIMIT_EXCEEDED"))
                .hasMessage("Memory limit [8388608] for memory connector exceeded");
        assertThat(Rows.read(connector(), SAMPLE, allocator())).hasSize(2);
    }

    @Test
    void aScanReadsTheTableAsItWasWhenItBegan() {
        var columns = Rows.columns(connector(), sampleTable());
        try (var source = connector().splitManager().splits(sampleTable(), columns, Constraint.ALL)) {
            connector().definition().orElseThrow().dropTable(sampleTable());
            assertThat(source.next(10)).hasSize(1);
        }
        assertThat(connector().metadata().table(SAMPLE)).isEmpty();
    }

    @Test
    void refusesReplacingAndUnknownProperties() {
        TableMetadata shape = shape(new SchemaTableName("default", "other"));
        refuses(
                StandardErrorCode.NOT_SUPPORTED,
                () -> connector().write().orElseThrow().beginCreate(shape, true));
        TableMetadata partitioned =
                new TableMetadata(shape.name(), shape.columns(), Map.of("format", "'ORC'"), Optional.empty());
        refuses(
                StandardErrorCode.INVALID_TABLE_PROPERTY,
                () -> connector().definition().orElseThrow().createTable(partitioned));
    }

    @Test
    void renamesAcrossSchemasAndCascades() {
        connector().definition().orElseThrow().createSchema("s", Map.of());
        SchemaTableName moved = new SchemaTableName("s", "moved");
        connector().definition().orElseThrow().renameTable(sampleTable(), moved);
        assertThat(Rows.read(connector(), moved, allocator())).hasSize(2);

        connector().definition().orElseThrow().dropSchema("s", true);
        assertThat(connector().metadata().tables(Optional.empty())).isEmpty();
    }

    @Test
    void rowsKeepTheirValuesWhenColumnsAreRenamedAndAdded() {
        change(new TableChange.RenameColumn("column1", "name"));
        change(new TableChange.AddColumn(ColumnMetadata.of("column1", Type.Simple.INTEGER)));
        WriteHandle handle = write(List.of("column1", "name"));
        connector()
                .write()
                .orElseThrow()
                .finish(handle, Rows.sink(connector(), handle, List.of(List.of(7, "c")), allocator()));

        assertThat(Rows.read(connector(), SAMPLE, allocator()))
                .containsExactly(
                        Arrays.asList(1L, "a", null), Arrays.asList(null, "b", null), Arrays.asList(null, "c", 7));
    }

    @Test
    void rowsOfAColumnThatWasRenamedMeanwhileAreRefused() {
        WriteHandle handle = write(List.of("column1"));
        List<byte[]> fragments = Rows.sink(connector(), handle, List.of(List.of("c")), allocator());
        change(new TableChange.RenameColumn("column1", "name"));

        refuses(
                StandardErrorCode.COLUMN_NOT_FOUND,
                () -> connector().write().orElseThrow().finish(handle, fragments));
    }

    @Test
    void truncatesAndRefusesWhatItCannot() {
        ColumnMetadata required = new ColumnMetadata(
                ColumnMetadata.of("must", Type.Simple.INTEGER).handle(), false, false, Optional.empty());
        refusesWith(
                "Unable to add NOT NULL column 'must' for non-empty table: default.sample",
                new TableChange.AddColumn(required));
        refusesWith("This connector does not support dropping columns", new TableChange.DropColumn("column1"));
        refusesWith(
                "This connector does not support setting column types",
                new TableChange.SetColumnType("column1", Type.Simple.INTEGER));
        assertThat(Rows.read(connector(), SAMPLE, allocator())).hasSize(2);

        change(new TableChange.Truncate());
        assertThat(Rows.read(connector(), SAMPLE, allocator())).isEmpty();
        change(new TableChange.AddColumn(required));
        change(new TableChange.DropNotNull("must"));
        assertThat(connector()
                        .metadata()
                        .tableMetadata(sampleTable())
                        .columns()
                        .getLast()
                        .nullable())
                .isTrue();
    }

    @Test
    void functionsOfOneNameDifferInTheirParameters() {
        ConnectorFunctions functions = connector().functions().orElseThrow();
        StoredFunction ofNumbers = function("f", "(bigint)", "first");
        StoredFunction ofText = function("f", "(varchar)", "second");
        functions.createFunction(ofText, false);
        functions.createFunction(ofNumbers, false);
        refuses(StandardErrorCode.ALREADY_EXISTS, () -> functions.createFunction(ofText, false));
        assertThat(functions.functions("default")).containsExactly(ofNumbers, ofText);
        assertThat(functions.functions("other")).isEmpty();

        StoredFunction replaced = function("f", "(varchar)", "third");
        functions.createFunction(replaced, true);
        functions.dropFunction(ofNumbers.name(), "(bigint)");
        assertThat(functions.functions("default")).containsExactly(replaced);
        refuses(StandardErrorCode.NOT_FOUND, () -> functions.dropFunction(ofNumbers.name(), "(bigint)"));
    }

    private static StoredFunction function(String name, String signature, String sql) {
        return new StoredFunction(new SchemaFunctionName("default", name), signature, sql, List.of(), Optional.empty());
    }

    @Test
    void tablesAndViewsFollowTheirSchema() {
        ConnectorDefinition definition = connector().definition().orElseThrow();
        ConnectorViews views = connector().views().orElseThrow();
        definition.createSchema("old", Map.of());
        definition.createTable(shape(new SchemaTableName("old", "t")));
        views.createView(
                new SchemaTableName("old", "v"),
                new ViewDefinition(
                        "SELECT 1 x",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ViewDefinition.Column("x", Type.Simple.INTEGER, Optional.empty())),
                        Optional.empty(),
                        Optional.empty()));
        refuses(StandardErrorCode.SCHEMA_ALREADY_EXISTS, () -> definition.renameSchema("old", "default"));

        definition.renameSchema("old", "new");

        assertThat(connector().metadata().schemas()).contains("new").doesNotContain("old");
        assertThat(connector().metadata().tables(Optional.of("new"))).containsExactly(new SchemaTableName("new", "t"));
        assertThat(views.views(Optional.of("new"))).containsExactly(new SchemaTableName("new", "v"));
        refuses(StandardErrorCode.SCHEMA_NOT_FOUND, () -> definition.renameSchema("old", "newer"));
        refuses(StandardErrorCode.NOT_SUPPORTED, () -> definition.replaceTable(shape(new SchemaTableName("new", "t"))));
    }

    @Test
    void viewsShareNamesAndSchemasWithTables() {
        ConnectorViews views = connector().views().orElseThrow();
        SchemaTableName name = new SchemaTableName("s", "v");
        SchemaTableName renamed = new SchemaTableName("s", "w");
        ViewDefinition view = new ViewDefinition(
                "SELECT 1 x",
                Optional.of("memory"),
                Optional.of("s"),
                List.of(new ViewDefinition.Column("x", Type.Simple.INTEGER, Optional.empty())),
                Optional.empty(),
                Optional.of("lab"));
        refuses(StandardErrorCode.SCHEMA_NOT_FOUND, () -> views.createView(name, view));
        connector().definition().orElseThrow().createSchema("s", Map.of());
        views.createView(name, view);

        refuses(StandardErrorCode.ALREADY_EXISTS, () -> views.createView(name, view));
        refuses(
                StandardErrorCode.ALREADY_EXISTS,
                () -> connector().definition().orElseThrow().createTable(shape(name)));
        refuses(StandardErrorCode.TABLE_ALREADY_EXISTS, () -> views.replaceView(SAMPLE, view));
        refuses(
                StandardErrorCode.SCHEMA_NOT_EMPTY,
                () -> connector().definition().orElseThrow().dropSchema("s", false));
        views.replaceView(name, view.commented(Optional.of("one")));
        views.renameView(name, renamed);
        assertThat(views.view(name)).isEmpty();
        assertThat(views.view(renamed)).contains(view.commented(Optional.of("one")));
        assertThat(views.views(Optional.of("s"))).containsExactly(renamed);
        assertThat(views.views(Optional.of("default"))).isEmpty();

        views.dropView(renamed);
        refuses(StandardErrorCode.NOT_FOUND, () -> views.dropView(renamed));
        views.createView(name, view);
        connector().definition().orElseThrow().dropSchema("s", true);
        assertThat(views.views(Optional.empty())).isEmpty();
    }

    private void change(TableChange change) {
        connector().definition().orElseThrow().changeTable(sampleTable(), change);
    }

    private void refusesWith(String message, TableChange change) {
        assertThatThrownBy(() -> change(change))
                .isInstanceOf(SkeinException.class)
                .hasMessage(message);
    }

    private WriteHandle write(List<String> columns) {
        return connector().write().orElseThrow().beginInsert(sampleTable(), columns);
    }

    private static int size(Split split) {
        return ((Split.PageSplit) split).data().length;
    }

    private static void create(
            Connector connector,
            SchemaTableName name,
            List<String> types,
            List<? extends List<? extends @Nullable Object>> rows,
            org.apache.arrow.memory.BufferAllocator allocator) {
        List<ColumnMetadata> columns = new ArrayList<>();
        for (String type : types) {
            Type parsed = TypeParser.parse(type);
            columns.add(ColumnMetadata.of("column" + columns.size(), parsed));
        }
        WriteHandle handle = connector
                .write()
                .orElseThrow()
                .beginCreate(new TableMetadata(name, columns, Map.of(), Optional.empty()), false);
        connector.write().orElseThrow().finish(handle, Rows.sink(connector, handle, rows, allocator));
    }

    private static void refuses(StandardErrorCode code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code()).isEqualTo(code.code()));
    }
}
