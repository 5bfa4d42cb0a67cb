package io.skein.connector.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.testkit.ReadContract;
import io.skein.spi.testkit.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpcdsConnectorTest extends ReadContract {
    @Override
    protected Connector connect() {
        return new TpcdsConnectorFactory().create("tpcds", Map.of());
    }

    @Override
    protected SchemaTableName sample() {
        return new SchemaTableName("tiny", "store");
    }

    @Test
    void typesColumnsAsTrinoDoes() {
        assertThat(connector().metadata().tableMetadata(sampleTable()).columns().stream()
                        .map(column -> column.name() + " " + column.type().displayName()))
                .startsWith("s_store_sk bigint", "s_store_id char(16)", "s_rec_start_date date")
                .contains("s_number_employees integer", "s_hours char(20)", "s_manager varchar(40)")
                .endsWith("s_country varchar(20)", "s_gmt_offset decimal(5,2)", "s_tax_precentage decimal(5,2)");
        assertThat(columns(new SchemaTableName("tiny", "dbgen_version"), "dv_create_time")
                        .getFirst()
                        .type()
                        .displayName())
                .isEqualTo("time(3)");
    }

    @Test
    void readsTheSpecifiedDataWithNullsAndWithoutPadding() {
        List<@Nullable Object> row = Rows.read(
                        connector(),
                        sampleTable(),
                        columns(
                                sample(),
                                "s_store_sk",
                                "s_rec_start_date",
                                "s_rec_end_date",
                                "s_hours",
                                "s_street_name",
                                "s_gmt_offset",
                                "s_tax_precentage"),
                        allocator())
                .getFirst();

        assertThat(row)
                .isEqualTo(Arrays.asList(
                        1L,
                        LocalDate.of(1997, 3, 13),
                        null,
                        "8AM-4PM",
                        "Spring ",
                        new BigDecimal("-5.00"),
                        new BigDecimal("0.03")));
    }

    @ParameterizedTest
    @CsvSource({
        "call_center,2",
        "store_returns,11925",
        "web_sales,11876",
        "web_returns,1152",
        "customer_address,1000",
        "dbgen_version,1",
        "item,2000"
    })
    void hasTheSpecifiedRowCounts(String table, int rows) {
        SchemaTableName name = new SchemaTableName("tiny", table);

        assertThat(Rows.read(connector(), Rows.table(connector(), name), List.of(), allocator()))
                .hasSize(rows);
        assertThat(statistics(name).rowCount()).hasValue(rows);
    }

    @Test
    void readsTheSameRowsHoweverTheyAreSplit() {
        SchemaTableName returns = new SchemaTableName("tiny", "store_sales");
        var key = columns(returns, "ss_item_sk", "ss_ticket_number", "ss_net_profit");
        Connector single = new TpcdsConnectorFactory().create("tpcds", Map.of("tpcds.splits-per-node", "1"));

        assertThat(Rows.splits(connector(), Rows.table(connector(), returns), key))
                .hasSize(4);
        assertThat(Rows.read(connector(), Rows.table(connector(), returns), key, allocator()))
                .hasSize(120527)
                .isEqualTo(Rows.read(single, Rows.table(single, returns), key, allocator()));
    }

    @ParameterizedTest
    @CsvSource({"tiny,true", "sf1,true", "sf2,true", "sf0,false", "sf200000,false", "large,false"})
    void anyScaleFactorIsASchema(String schema, boolean there) {
        assertThat(connector()
                        .metadata()
                        .table(new SchemaTableName(schema, "item"))
                        .isPresent())
                .isEqualTo(there);
        assertThat(connector().metadata().tables(Optional.of(schema))).hasSize(there ? 25 : 0);
    }

    @Test
    void knowsStatistics() {
        TableStatistics sales = statistics(new SchemaTableName("sf1", "store_sales"));
        assertThat(sales.rowCount()).hasValue(2_880_404);
        assertThat(sales.columns().get("ss_quantity")).satisfies(column -> {
            assertThat(column.distinctValues()).hasValue(100);
            assertThat(column.low()).hasValue(1);
            assertThat(column.high()).hasValue(100);
            assertThat(column.nullFraction().orElseThrow()).isBetween(0.04, 0.05);
        });
        assertThat(statistics(new SchemaTableName("sf100", "customer")).rowCount())
                .hasValue(2_000_000);
        assertThat(statistics(new SchemaTableName("sf100", "customer"))
                        .columns()
                        .get("c_customer_sk"))
                .extracting(ColumnStatistics::distinctValues)
                .isEqualTo(OptionalDouble.of(2_000_000));
    }

    private TableStatistics statistics(SchemaTableName name) {
        return connector().metadata().statistics(Rows.table(connector(), name), Constraint.ALL);
    }

    private List<ColumnHandle> columns(SchemaTableName name, String... names) {
        List<ColumnHandle> all = Rows.columns(connector(), Rows.table(connector(), name));
        return Arrays.stream(names)
                .map(column -> all.stream()
                        .filter(handle -> handle.name().equals(column))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
