package io.skein.connector.iceberg.read;

import static io.skein.connector.iceberg.Lake.bounds;
import static io.skein.connector.iceberg.Lake.nulls;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void filesOutsideOfARangeAreLeftOut() {
        List<Path> files = table("bigint", bounds("1", "10"), bounds("11", "20"), bounds("21", "30"));

        assertThat(left(between("bigint", 11L, 15L))).containsExactly(files.get(1));
        assertThat(left(between("bigint", 10L, 11L))).containsExactlyInAnyOrder(files.get(0), files.get(1));
        assertThat(left(between("bigint", 31L, 99L))).isEmpty();
        assertThat(left(greaterThan("bigint", 20L))).containsExactly(files.get(2));
        assertThat(left(points("bigint", 5L, 25L))).containsExactlyInAnyOrder(files.get(0), files.get(2));
        assertThat(left(new Domain(TypeParser.parse("bigint"), List.of(), false)))
                .isEmpty();
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(3);
    }

    @Test
    void eachTypeIsPruned() {
        assertPrunes("integer", bounds("1", "2"), bounds("3", "4"), 3L);
        assertPrunes("boolean", bounds("false", "false"), bounds("true", "true"), true);
        assertPrunes("real", bounds("-1.5", "0.5"), bounds("0.75", "2"), 1f);
        assertPrunes("double", bounds("-1.5", "0.5"), bounds("0.75", "1e300"), 1e299);
        assertPrunes("decimal(12,2)", bounds("-5.00", "1.00"), bounds("1.01", "9"), new BigDecimal("5"));
        assertPrunes("varchar", bounds("apple", "banana"), bounds("cherry", "date"), "chestnut");
        assertPrunes(
                "date",
                bounds("1970-01-01", "1999-12-31"),
                bounds("2000-01-01", "2024-01-01"),
                LocalDate.of(2000, 1, 1));
        assertPrunes(
                "timestamp(6)",
                bounds("2020-01-01 00:00:00", "2020-01-01 23:59:59.999999"),
                bounds("2020-01-02 00:00:00", "2020-01-03 00:00:00"),
                LocalDateTime.of(2020, 1, 2, 0, 0));
        assertPrunes(
                "timestamp(6) with time zone",
                bounds("2020-01-01 00:00:00+00", "2020-01-01 23:59:59+00"),
                bounds("2020-01-02 00:00:00+00", "2020-01-03 00:00:00+00"),
                ZonedDateTime.parse("2020-01-01T20:00-05:00[America/New_York]"));
    }

    @Test
    void longTextsKeepTheirFilesThoughBoundsAreCut() {
        String longText = "zzzzzzzzzzzzzzzzzzzzzzzz";
        List<Path> files = table(
                "varchar", bounds("a", longText), bounds("zzzzzzzzzzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzzz"));

        assertThat(left(points("varchar", longText))).containsExactlyInAnyOrderElementsOf(files);
        assertThat(left(points("varchar", "b"))).containsExactly(files.get(0));
    }

    @Test
    void nullsAreFoundByTheirCount() {
        List<Path> files = table("bigint", bounds("1", "10"), nulls(10), nulls(3));
        Domain onlyNull = new Domain(TypeParser.parse("bigint"), List.of(), true);
        Domain notNull = new Domain(TypeParser.parse("bigint"), List.of(Range.ALL), false);

        assertThat(left(onlyNull)).containsExactlyInAnyOrder(files.get(1), files.get(2));
        assertThat(left(notNull)).containsExactlyInAnyOrder(files.get(0), files.get(2));
    }

    @Test
    void aFileWithoutBoundsIsNeverLeftOut() {
        List<Path> files = table("double", bounds("inf", "inf"), nulls(0));

        assertThat(left(points("double", 5.0))).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void inequalityOfFloatsPrunesNothingBecauseOfNaN() {
        List<Path> files = table("double", bounds("5", "5"));
        Domain notFive = new Domain(
                TypeParser.parse("double"),
                List.of(
                        new Range(Optional.empty(), false, Optional.of(5.0), false),
                        new Range(Optional.of(5.0), false, Optional.empty(), false)),
                false);

        assertThat(left(notFive)).containsExactlyElementsOf(files);
    }

    @Test
    void manyPointsPruneByTheSpansOfNeighbours() {
        List<Path> files = table(
                "bigint", bounds("1", "10"), bounds("5000", "6000"), bounds("8000", "8000"), bounds("9999", "9999"));
        Object[] points = IntStream.range(0, 1000)
                .mapToObj(i -> (Object) (long) (i < 500 ? i : 9000 + i))
                .toArray();

        assertThat(left(points("bigint", points))).containsExactlyInAnyOrder(files.get(0), files.get(3));
    }

    @Test
    void valuesThatTheColumnCannotHoldExactlyPruneNothing() {
        List<Path> files = table("decimal(12,2)", bounds("1.00", "2.00"));

        assertThat(left(points("decimal(12,2)", new BigDecimal("7.123")))).containsExactlyElementsOf(files);
    }

    @Test
    void aHandleKeepsItsSnapshotWhileOthersWrite() {
        List<Path> first = table("bigint", bounds("1", "10"));
        TableHandle before = lake.table("t");

        lake.insert("t", 10, Map.of("c", bounds("11", "20")));

        assertThat(paths(lake.splits(before, Constraint.ALL))).containsExactlyElementsOf(first);
        assertThat(lake.splits(lake.table("t"), Constraint.ALL)).hasSize(2);
        assertThat(lake.connector.metadata().statistics(before, Constraint.ALL).rowCount())
                .hasValue(10);
    }

    private void assertPrunes(String type, WrittenFile.Column other, WrittenFile.Column match, Object value) {
        List<Path> files = table(type, other, match);
        assertThat(left(points(type, value))).as(type).containsExactly(files.get(1));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private List<Path> table(String type, WrittenFile.Column... files) {
        lake.connector
                .metadata()
                .table(Lake.name("t"))
                .ifPresent(table -> lake.connector.definition().orElseThrow().dropTable(table));
        lake.create("t", Map.of(), "c " + type, "d varchar");
        Map[] statistics = new Map[files.length];
        for (int i = 0; i < files.length; i++) {
            statistics[i] = Map.of("c", files[i]);
        }
        return lake.insert("t", 10, (Map<String, WrittenFile.Column>[]) statistics);
    }

    private List<Path> left(Domain domain) {
        return paths(lake.splits(lake.table("t"), new Constraint(Map.of("c", domain))));
    }

    private static List<Path> paths(List<Split> splits) {
        return splits.stream()
                .map(split -> Path.of(((Split.FileSplit) split).path()))
                .toList();
    }

    private static Domain between(String type, Object low, Object high) {
        return new Domain(
                TypeParser.parse(type), List.of(new Range(Optional.of(low), true, Optional.of(high), true)), false);
    }

    private static Domain greaterThan(String type, Object low) {
        return new Domain(
                TypeParser.parse(type), List.of(new Range(Optional.of(low), false, Optional.empty(), false)), false);
    }

    private static Domain points(String type, Object... values) {
        return new Domain(
                TypeParser.parse(type),
                java.util.Arrays.stream(values).map(Range::equal).toList(),
                false);
    }
}
