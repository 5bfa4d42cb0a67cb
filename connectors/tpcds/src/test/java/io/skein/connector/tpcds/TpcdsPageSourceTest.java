package io.skein.connector.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split.PageSplit;
import io.skein.spi.testkit.Rows;
import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpcdsPageSourceTest {
    private final Connector connector = new TpcdsConnectorFactory().create("tpcds", Map.of());

    @ParameterizedTest
    @CsvSource({
        "store_sales, 901, 1000",
        "store_returns, 901, 1500",
        "catalog_sales, 901, 1000",
        "catalog_returns, 901, 1500",
        "web_sales, 1, 100",
        "web_returns, 1, 500",
        "inventory, 200001, 210000",
        "date_dim, 35000, 38000",
        "time_dim, 40000, 50000",
        "customer_demographics, 1900001, 1910000",
        "customer, 1, 1000",
        "item, 1, 2000"
    })
    void readsFieldsAsTheGeneratorFormatsThem(String table, long first, long last) {
        List<ColumnHandle> columns = columns(table);
        Iterator<List<List<String>>> texts = Results.constructResults(
                        Table.getTable(table),
                        first,
                        last,
                        Session.getDefaultSession().withScale(ScaleFactor.TINY))
                .iterator();
        int rows = 0;
        try (BufferAllocator allocator = new RootAllocator();
                PageSource source = open(new TpcdsSplit(ScaleFactor.TINY, table, first, last), columns, allocator)) {
            while (source.next()) {
                for (int row = 0; row < source.root().getRowCount(); row++) {
                    assertThat(values(source, row))
                            .as("row %s", rows++)
                            .isEqualTo(trimmed(texts.next().getFirst()));
                }
            }
        }
        assertThat(rows).isPositive();
        assertThat(texts).isExhausted();
    }

    private PageSource open(TpcdsSplit split, List<ColumnHandle> columns, BufferAllocator allocator) {
        return connector
                .pageSourceProvider()
                .orElseThrow()
                .open(new PageSplit(split.encode(), 0, 0), columns, allocator);
    }

    private List<ColumnHandle> columns(String table) {
        return Rows.columns(connector, Rows.table(connector, new SchemaTableName("tiny", table)));
    }

    private static List<@Nullable String> values(PageSource source, int row) {
        List<@Nullable String> values = new ArrayList<>();
        for (FieldVector vector : source.root().getFieldVectors()) {
            Object value = vector.getObject(row);
            values.add(
                    switch (value) {
                        case null -> null;
                        case Integer day
                        when vector instanceof DateDayVector ->
                            LocalDate.ofEpochDay(day).toString();
                        default -> value.toString().stripTrailing();
                    });
        }
        return values;
    }

    private static List<@Nullable String> trimmed(List<@Nullable String> row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (String text : row) {
            texts.add(text == null ? null : text.stripTrailing());
        }
        return texts;
    }
}
