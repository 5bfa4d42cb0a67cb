package io.skein.connector.iceberg.read;

import static io.skein.connector.iceberg.Lake.bounds;
import static io.skein.connector.iceberg.Lake.nulls;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStatisticsTest {
    @TempDir
    private Path directory;

    @Test
    void countsNullsAndBoundsAddUp() {
        try (Lake lake = new Lake(directory).withSchema()) {
            lake.create("t", Map.of(), "k bigint", "day date", "at timestamp(6)", "name varchar", "half double");
            lake.insert(
                    "t",
                    10,
                    Map.of(
                            "k", bounds("-3", "7"),
                            "day", bounds("1970-01-02", "1970-01-03"),
                            "at", bounds("1970-01-01 00:00:01", "1970-01-01 00:00:02"),
                            "name", bounds("a", "b"),
                            "half", nulls(10)),
                    Map.of(
                            "k", bounds("8", "9"),
                            "day", bounds("1970-01-10", "1970-01-11"),
                            "name", nulls(5),
                            "half", nulls(5)));

            TableStatistics all = lake.connector.metadata().statistics(lake.table("t"), Constraint.ALL);

            assertThat(all.rowCount()).hasValue(20);
            assertThat(all.columns())
                    .containsEntry("k", column(0.0, -3.0, 9.0))
                    .containsEntry("day", column(0.0, 1.0, 10.0))
                    .containsEntry("at", ColumnStatistics.UNKNOWN)
                    .containsEntry("name", column(0.25, null, null))
                    .containsEntry("half", column(0.75, null, null));
        }
    }

    @Test
    void aConstraintCountsTheFilesItLeaves() {
        try (Lake lake = new Lake(directory).withSchema()) {
            lake.create("t", Map.of(), "k bigint");
            lake.insert("t", 10, Map.of("k", bounds("1", "5")), Map.of("k", bounds("6", "9")));
            Constraint seven =
                    new Constraint(Map.of("k", new Domain(Type.Simple.BIGINT, List.of(Domain.Range.equal(7L)), false)));

            TableStatistics some = lake.connector.metadata().statistics(lake.table("t"), seven);

            assertThat(some.rowCount()).hasValue(10);
            assertThat(some.columns()).containsEntry("k", column(0.0, 6.0, 9.0));
        }
    }

    @Test
    void anEmptyTableHasNoRows() {
        try (Lake lake = new Lake(directory).withSchema()) {
            lake.create("t", Map.of(), "k bigint", "l array(bigint)");

            TableStatistics none = lake.connector.metadata().statistics(lake.table("t"), Constraint.ALL);

            assertThat(none)
                    .isEqualTo(new TableStatistics(OptionalDouble.of(0), Map.of("k", ColumnStatistics.UNKNOWN)));
            assertThat(lake.splits(lake.table("t"), Constraint.ALL)).isEmpty();
        }
    }

    private static ColumnStatistics column(
            double nullFraction,
            @org.jspecify.annotations.Nullable Double low,
            @org.jspecify.annotations.Nullable Double high) {
        return new ColumnStatistics(
                OptionalDouble.of(nullFraction),
                OptionalDouble.empty(),
                low == null ? OptionalDouble.empty() : OptionalDouble.of(low),
                high == null ? OptionalDouble.empty() : OptionalDouble.of(high),
                OptionalDouble.empty());
    }
}
