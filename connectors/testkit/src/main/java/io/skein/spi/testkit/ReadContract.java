package io.skein.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.Split.PageSplit;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.type.ArrowTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connector that can be read has to keep. Closing the allocator after each test fails on any leaked buffer. */
public abstract class ReadContract {
    private BufferAllocator allocator = new RootAllocator();
    private @Nullable Connector opened;

    /** Makes the connector with {@link #sample()} in it; closed after each test. */
    protected abstract Connector connect();

    /** A table with at least two columns and one row. */
    protected abstract SchemaTableName sample();

    @BeforeEach
    void open() {
        allocator = new RootAllocator();
        opened = connect();
    }

    @AfterEach
    void close() {
        connector().close();
        allocator.close();
    }

    protected final BufferAllocator allocator() {
        return allocator;
    }

    protected final Connector connector() {
        return java.util.Objects.requireNonNull(opened);
    }

    protected final TableHandle sampleTable() {
        return Rows.table(connector(), sample());
    }

    @Test
    void listsItsTables() {
        assertThat(connector().metadata().schemas())
                .doesNotHaveDuplicates()
                .doesNotContain("information_schema")
                .contains(sample().schema());
        assertThat(connector().metadata().tables(Optional.of(sample().schema())))
                .doesNotHaveDuplicates()
                .contains(sample());
        assertThat(connector().metadata().tables(Optional.empty())).contains(sample());
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(connector().metadata().table(new SchemaTableName(sample().schema(), "no_such_table")))
                .isEmpty();
        assertThat(connector().metadata().table(new SchemaTableName("no_such_schema", sample().table())))
                .isEmpty();
        assertThat(connector().metadata().tables(Optional.of("no_such_schema"))).isEmpty();
    }

    @Test
    void describesATable() {
        var metadata = connector().metadata().tableMetadata(sampleTable());

        assertThat(metadata.name()).isEqualTo(sample());
        assertThat(metadata.columns())
                .extracting(ColumnMetadata::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1);
        assertThat(metadata.columns())
                .allSatisfy(column -> assertThat(
                                ArrowTypes.field(column.name(), column.type()).getName())
                        .isEqualTo(column.name()));
    }

    @Test
    void estimatesWithinReason() {
        var statistics = connector().metadata().statistics(sampleTable(), Constraint.ALL);
        List<String> names = connector().metadata().tableMetadata(sampleTable()).columns().stream()
                .map(ColumnMetadata::name)
                .toList();

        assertThat(statistics.rowCount().orElse(0)).isNotNegative();
        assertThat(names).containsAll(statistics.columns().keySet());
        assertThat(statistics.columns().values()).allSatisfy(column -> {
            assertThat(column.nullFraction().orElse(0)).isBetween(0.0, 1.0);
            assertThat(column.distinctValues().orElse(0)).isNotNegative();
            assertThat(column.low().orElse(0)).isLessThanOrEqualTo(column.high().orElse(Double.MAX_VALUE));
        });
    }

    @Test
    void handsOutSplitsInBatches() {
        List<ColumnHandle> columns = Rows.columns(connector(), sampleTable());
        List<Split> oneByOne = new ArrayList<>();
        try (SplitSource source = connector().splitManager().splits(sampleTable(), columns, Constraint.ALL)) {
            for (List<Split> batch = source.next(1); !batch.isEmpty(); batch = source.next(1)) {
                assertThat(batch).hasSize(1);
                oneByOne.addAll(batch);
            }
            assertThat(source.next(1)).isEmpty();
        }

        assertThat(oneByOne).isNotEmpty().hasSameSizeAs(Rows.splits(connector(), sampleTable(), columns));
    }

    @Test
    void splitsAreReadable() {
        List<Split> splits = Rows.splits(connector(), sampleTable(), Rows.columns(connector(), sampleTable()));

        assertThat(splits).allSatisfy(split -> {
            switch (split) {
                case FileSplit file ->
                    assertThat(Files.isRegularFile(Path.of(file.path()))).isTrue();
                case PageSplit _ -> assertThat(connector().pageSourceProvider()).isPresent();
            }
        });
    }

    @Test
    void readsColumnsInTheirArrowForm() {
        List<ColumnHandle> columns = Rows.columns(connector(), sampleTable());
        var schema = ArrowTypes.schema(
                columns.stream().map(ColumnHandle::name).toList(),
                columns.stream().map(ColumnHandle::type).toList());
        long rows = 0;
        for (PageSplit split : pageSplits(columns)) {
            try (PageSource source = pages().open(split, columns, allocator)) {
                assertThat(source.root().getSchema()).isEqualTo(schema);
                while (source.next()) {
                    assertThat(source.root().getRowCount()).isPositive();
                    rows += source.root().getRowCount();
                }
                assertThat(source.next()).isFalse();
            }
        }
        assertThat(rows).isPositive();
    }

    @Test
    void readsExactlyTheColumnsAskedForInTheirOrder() {
        List<ColumnHandle> columns = Rows.columns(connector(), sampleTable());
        pageSplits(columns);
        List<List<@Nullable Object>> whole = Rows.read(connector(), sampleTable(), columns, allocator);
        List<List<@Nullable Object>> reversed = Rows.read(connector(), sampleTable(), columns.reversed(), allocator);

        assertThat(reversed.stream().map(List::reversed)).containsExactlyElementsOf(whole);
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            assertThat(Rows.read(connector(), sampleTable(), List.of(columns.get(i)), allocator).stream()
                            .map(row -> java.util.Optional.ofNullable(row.getFirst())))
                    .containsExactlyElementsOf(whole.stream()
                            .map(row -> java.util.Optional.ofNullable(row.get(column)))
                            .toList());
        }
        assertThat(Rows.read(connector(), sampleTable(), List.of(), allocator)).hasSameSizeAs(whole);
    }

    @Test
    void releasesItsBuffersWhenClosedEarly() {
        List<ColumnHandle> columns = Rows.columns(connector(), sampleTable());
        for (PageSplit split : pageSplits(columns)) {
            pages().open(split, columns, allocator).close();
            try (PageSource source = pages().open(split, columns, allocator)) {
                source.next();
            }
        }
        assertThat(allocator.getAllocatedMemory()).isZero();
    }

    private ConnectorPageSourceProvider pages() {
        return connector().pageSourceProvider().orElseThrow();
    }

    private List<PageSplit> pageSplits(List<ColumnHandle> columns) {
        List<Split> splits = Rows.splits(connector(), sampleTable(), columns);
        assumeTrue(
                splits.stream().allMatch(PageSplit.class::isInstance),
                "the kernel reads this connector's files itself");
        return splits.stream().map(PageSplit.class::cast).toList();
    }
}
