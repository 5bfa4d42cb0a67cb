package io.skein.connector.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.testkit.ReadContract;
import io.skein.spi.testkit.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpchConnectorTest extends ReadContract {
    private static final SchemaTableName LINEITEM = new SchemaTableName("tiny", "lineitem");

    @Override
    protected Connector connect() {
        return new TpchConnectorFactory().create("tpch", Map.of());
    }

    @Override
    protected SchemaTableName sample() {
        return new SchemaTableName("tiny", "nation");
    }

    @Test
    void namesAndTypesColumnsAsTrinoDoes() {
        assertThat(columns(connector(), LINEITEM))
                .containsExactly(
                        "orderkey bigint",
                        "partkey bigint",
                        "suppkey bigint",
                        "linenumber integer",
                        "quantity double",
                        "extendedprice double",
                        "discount double",
                        "tax double",
                        "returnflag varchar(1)",
                        "linestatus varchar(1)",
                        "shipdate date",
                        "commitdate date",
                        "receiptdate date",
                        "shipinstruct varchar(25)",
                        "shipmode varchar(10)",
                        "comment varchar(44)");
    }

    @Test
    void hidesTheRowNumber() {
        List<ColumnMetadata> columns =
                connector().metadata().tableMetadata(sampleTable()).columns();

        assertThat(columns).noneMatch(ColumnMetadata::nullable);
        assertThat(columns)
                .filteredOn(ColumnMetadata::hidden)
                .extracting(ColumnMetadata::name)
                .containsExactly("row_number");
    }

    @Test
    void readsTheSpecifiedData() {
        assertThat(Rows.read(connector(), sample(), allocator()).getFirst())
                .containsExactly(0L, "ALGERIA", 0L, " haggle. carefully final deposits detect slyly agai");
        assertThat(first(connector(), sample(), "name", "row_number")).containsExactly("ALGERIA", 0L);
        assertThat(first(connector(), LINEITEM, "orderkey", "shipdate", "extendedprice", "discount", "shipmode"))
                .containsExactly(1L, LocalDate.of(1996, 3, 13), 24710.35, 0.04, "TRUCK");
    }

    @Test
    void standardNamesAndDecimalsAreThereOnDemand() {
        Connector standard = new TpchConnectorFactory()
                .create("tpch", Map.of("tpch.column-naming", "STANDARD", "tpch.double-type-mapping", "decimal"));

        assertThat(columns(standard, sample()))
                .containsExactly(
                        "n_nationkey bigint", "n_name varchar(25)", "n_regionkey bigint", "n_comment varchar(152)");
        assertThat(first(standard, LINEITEM, "l_extendedprice", "l_discount"))
                .containsExactly(new BigDecimal("24710.35"), new BigDecimal("0.04"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void readsEachRowOnceHoweverItIsSplit(int splits) {
        Connector connector =
                new TpchConnectorFactory().create("tpch", Map.of("tpch.splits-per-node", Integer.toString(splits)));
        List<ColumnHandle> key = handles(connector, LINEITEM, "orderkey", "linenumber");
        var rows = Rows.read(connector, Rows.table(connector, LINEITEM), key, allocator());

        assertThat(Rows.splits(connector, Rows.table(connector, LINEITEM), key)).hasSize(splits);
        assertThat(rows).hasSize(60175);
        assertThat(new HashSet<>(rows)).hasSize(60175);
    }

    @ParameterizedTest
    @CsvSource({"customer,1500", "orders,15000", "part,2000", "partsupp,8000", "supplier,100", "nation,25", "region,5"})
    void hasTheSpecifiedRowCounts(String table, int rows) {
        SchemaTableName name = new SchemaTableName("tiny", table);

        assertThat(Rows.read(connector(), Rows.table(connector(), name), List.of(), allocator()))
                .hasSize(rows);
        assertThat(statistics(name).rowCount()).hasValue(rows);
    }

    @ParameterizedTest
    @CsvSource({"tiny,true", "sf1,true", "sf10,true", "sf0.5,true", "sf0,false", "sf,false", "sfx,false", "large,false"
    })
    void anyScaleFactorIsASchema(String schema, boolean there) {
        assertThat(connector()
                        .metadata()
                        .table(new SchemaTableName(schema, "orders"))
                        .isPresent())
                .isEqualTo(there);
        assertThat(connector().metadata().tables(Optional.of(schema))).hasSize(there ? 8 : 0);
    }

    @Test
    void knowsTheStatisticsOfCountedScalesAndEstimatesTheRest() {
        assertThat(statistics(sample()).columns())
                .containsEntry(
                        "nationkey", column(25, OptionalDouble.of(0), OptionalDouble.of(24), OptionalDouble.empty()))
                .containsEntry(
                        "name",
                        column(25, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(177.0 / 25)));

        TableStatistics ten = statistics(new SchemaTableName("sf10", "orders"));
        assertThat(ten.rowCount()).hasValue(15_000_000);
        assertThat(ten.columns())
                .containsEntry(
                        "orderkey",
                        column(15_000_000, OptionalDouble.of(1), OptionalDouble.of(60_000_000), OptionalDouble.empty()))
                .containsEntry(
                        "orderdate",
                        column(2406, OptionalDouble.of(8035), OptionalDouble.of(10440), OptionalDouble.empty()));
        assertThat(statistics(new SchemaTableName("sf1", "lineitem")).rowCount())
                .hasValue(6_001_215);
    }

    private TableStatistics statistics(SchemaTableName name) {
        return connector().metadata().statistics(Rows.table(connector(), name), Constraint.ALL);
    }

    private static ColumnStatistics column(
            double distinct, OptionalDouble low, OptionalDouble high, OptionalDouble bytes) {
        return new ColumnStatistics(OptionalDouble.of(0), OptionalDouble.of(distinct), low, high, bytes);
    }

    private static List<String> columns(Connector connector, SchemaTableName name) {
        return connector.metadata().tableMetadata(Rows.table(connector, name)).columns().stream()
                .filter(column -> !column.hidden())
                .map(column -> column.name() + " " + column.type().displayName())
                .toList();
    }

    private static List<ColumnHandle> handles(Connector connector, SchemaTableName name, String... columns) {
        var all =
                connector.metadata().tableMetadata(Rows.table(connector, name)).columns();
        return java.util.Arrays.stream(columns)
                .map(column -> all.stream()
                        .map(ColumnMetadata::handle)
                        .filter(handle -> handle.name().equals(column))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private List<@Nullable Object> first(Connector connector, SchemaTableName name, String... columns) {
        return Rows.read(connector, Rows.table(connector, name), handles(connector, name, columns), allocator())
                .getFirst();
    }
}
