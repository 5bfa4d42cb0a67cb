package io.skein.rpc.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogCodecsTest {
    private static final SchemaTableName NAME = new SchemaTableName("Süd", "order\"s");
    private static final ColumnHandle KEY = new ColumnHandle("key", Type.Simple.BIGINT, OptionalInt.of(0));
    private static final ColumnHandle NESTED = new ColumnHandle(
            "n", TypeParser.parse("array(row(a decimal(12, 2), b timestamp(6) with time zone))"), OptionalInt.empty());

    @Test
    void tablesComeBackEqual() {
        TableMetadata table = new TableMetadata(
                NAME,
                List.of(
                        new ColumnMetadata(KEY, false, true, Optional.of("the key")),
                        new ColumnMetadata(NESTED, true, false, Optional.empty())),
                Map.of("format", "'PARQUET'"),
                Optional.of("all orders"));
        TableHandle handle = new TableHandle(NAME, new byte[] {0, -1, 2});

        assertThat(TableCodec.decode(TableCodec.encode(table))).isEqualTo(table);
        assertThat(TableCodec.decode(TableCodec.encode(handle))).isEqualTo(handle);
    }

    static List<Map.Entry<Type, Object>> values() {
        return List.of(
                Map.entry(Type.Simple.BOOLEAN, true),
                Map.entry(Type.Simple.TINYINT, -7L),
                Map.entry(Type.Simple.BIGINT, Long.MIN_VALUE),
                Map.entry(Type.Simple.REAL, 0.1f),
                Map.entry(Type.Simple.DOUBLE, Double.NEGATIVE_INFINITY),
                Map.entry(new Type.Decimal(38, 10), new BigDecimal("-1234567890123456789012345678.0000000010")),
                Map.entry(Type.Varchar.of(5), "a'ß"),
                Map.entry(new Type.Char(3), ""),
                Map.entry(Type.Simple.DATE, LocalDate.of(-44, 3, 15)),
                Map.entry(new Type.Time(6), LocalTime.of(23, 59, 59, 999_999_000)),
                Map.entry(new Type.Timestamp(9), LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1)),
                Map.entry(
                        new Type.TimestampWithTimeZone(3),
                        ZonedDateTime.parse("2024-10-27T02:30+01:00[Europe/Berlin]")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesKeepTheirJavaForm(Map.Entry<Type, Object> value) {
        assertThat(ValueCodec.decode(ValueCodec.encode(value.getValue()), value.getKey()))
                .isEqualTo(value.getValue());
    }

    @Test
    void binaryValuesKeepTheirBytes() {
        assertThat(ValueCodec.decode(ValueCodec.encode(new byte[] {1, 0, -1}), Type.Simple.VARBINARY))
                .isEqualTo(new byte[] {1, 0, -1});
    }

    @Test
    void constraintsComeBackEqual() {
        Constraint constraint = new Constraint(Map.of(
                "d",
                new Domain(
                        Type.Simple.DATE,
                        List.of(
                                new Domain.Range(Optional.empty(), false, Optional.of(LocalDate.EPOCH), true),
                                Domain.Range.equal(LocalDate.of(2000, 1, 1))),
                        true),
                "nothing",
                new Domain(Type.Simple.BIGINT, List.of(), false),
                "anything",
                new Domain(Type.Simple.BIGINT, List.of(Domain.Range.ALL), false)));

        assertThat(ConstraintCodec.decode(ConstraintCodec.encode(constraint))).isEqualTo(constraint);
        assertThat(ConstraintCodec.decode(ConstraintCodec.encode(Constraint.ALL)))
                .isEqualTo(Constraint.ALL);
    }

    @Test
    void functionsComeBack() {
        for (Optional<String> owner : List.of(Optional.of("lab"), Optional.<String>empty())) {
            StoredFunction function = new StoredFunction(
                    new SchemaFunctionName("s", "f"),
                    "(bigint)",
                    "FUNCTION c.s.f(x bigint) RETURNS bigint RETURN x",
                    List.of(new CatalogSchemaName("c", "s"), new CatalogSchemaName("d", "t")),
                    owner);
            assertThat(FunctionCodec.decode(FunctionCodec.encode(function))).isEqualTo(function);
        }
    }

    @Test
    void changesOfTablesComeBack() {
        for (TableChange change : List.of(
                new TableChange.AddColumn(new ColumnMetadata(KEY, false, false, Optional.of("the key"))),
                new TableChange.AddColumn(
                        new ColumnMetadata(KEY, true, false, Optional.empty()),
                        new TableChange.AddColumn.Position.First()),
                new TableChange.AddColumn(
                        new ColumnMetadata(KEY, true, false, Optional.empty()),
                        new TableChange.AddColumn.Position.After("b")),
                new TableChange.AddField(List.of("r", "element"), "y", Type.Simple.DATE),
                new TableChange.DropField(List.of("r", "y")),
                new TableChange.RenameField(List.of("r", "y"), "z"),
                new TableChange.SetFieldType(List.of("r", "y"), Type.Simple.BIGINT),
                new TableChange.DropColumn("a"),
                new TableChange.RenameColumn("a", "b"),
                new TableChange.SetColumnType("a", Type.Simple.DATE),
                new TableChange.DropNotNull("a"),
                new TableChange.SetComment(Optional.of("")),
                new TableChange.SetComment(Optional.empty()),
                new TableChange.SetColumnComment("a", Optional.of("c")),
                new TableChange.SetColumnComment("a", Optional.empty()),
                new TableChange.SetProperties(Map.of("a", Optional.of("ARRAY['x']"), "b", Optional.empty())),
                new TableChange.Truncate())) {
            assertThat(TableChangeCodec.decode(TableChangeCodec.encode(change))).isEqualTo(change);
        }
    }

    @Test
    void viewsComeBack() {
        ViewDefinition.Column column = new ViewDefinition.Column("x", Type.Simple.DATE, Optional.of("a day"));
        ViewDefinition full = new ViewDefinition(
                "SELECT 1",
                Optional.of("c"),
                Optional.of("s"),
                List.of(column),
                Optional.of("view"),
                Optional.of("lab"));
        ViewDefinition bare = new ViewDefinition(
                "SELECT 1", Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        assertThat(ViewCodec.decode(ViewCodec.encode(full))).isEqualTo(full);
        assertThat(ViewCodec.decode(ViewCodec.encode(bare))).isEqualTo(bare);
    }

    @Test
    void unknownStatisticsStayUnknown() {
        TableStatistics statistics = new TableStatistics(
                OptionalDouble.of(0),
                Map.of(
                        "a",
                        ColumnStatistics.UNKNOWN,
                        "b",
                        new ColumnStatistics(
                                OptionalDouble.of(0.5),
                                OptionalDouble.of(10),
                                OptionalDouble.of(-1),
                                OptionalDouble.of(1e18),
                                OptionalDouble.of(8))));

        assertThat(StatisticsCodec.decode(StatisticsCodec.encode(statistics))).isEqualTo(statistics);
        assertThat(StatisticsCodec.decode(StatisticsCodec.encode(TableStatistics.UNKNOWN)))
                .isEqualTo(TableStatistics.UNKNOWN);
    }

    @Test
    void splitsOfBothKindsComeBack() {
        Split file = new Split.FileSplit(
                "/w/a b.parquet",
                10,
                2,
                Map.of("p", "DATE '2020-01-01'"),
                Map.of("q", "7"),
                new Split.FieldIds(
                        Map.of("r", List.of(5, 6)),
                        List.of(new Split.NamedField(
                                4, List.of("r", "old"), List.of(new Split.NamedField(5, List.of("x"), List.of()))))),
                new Split.Deletes(
                        List.of("/w/d"),
                        List.of(new Split.EqualityDeletes("/w/e", List.of(KEY))),
                        Optional.of(new Split.DeletionVector("/w/v", 100, 4, 50, 3))),
                Split.ColumnMatching.BY_NAME,
                new Split.Part(1, 3));
        Split.PageSplit page = new Split.PageSplit(new byte[] {5}, 7, 1);

        assertThat(SplitCodec.decode(SplitCodec.encode(file))).isEqualTo(file);
        assertThat(SplitCodec.decode(SplitCodec.encode(page))).isInstanceOfSatisfying(Split.PageSplit.class, after -> {
            assertThat(after.data()).isEqualTo(page.data());
            assertThat(after.bytes()).isEqualTo(7);
            assertThat(after.rows()).isEqualTo(1);
        });
    }

    @Test
    void writeHandlesOfBothKindsComeBack() {
        for (WriteHandle.Target target : List.of(
                new WriteHandle.Files(
                        "/w/data/1",
                        1L << 40,
                        "zstd",
                        Map.of("n", List.of(7, 8)),
                        new WriteHandle.Layout(
                                List.of(new WriteHandle.PartitionTerm(
                                        "k", WriteHandle.PartitionTerm.Transform.BUCKET, 4)),
                                100,
                                List.of(new WriteHandle.SortTerm(
                                        "n",
                                        WriteHandle.SortTerm.Direction.DESCENDING,
                                        WriteHandle.SortTerm.Nulls.FIRST)),
                                WriteHandle.Learning.VALUES,
                                WriteHandle.BloomFilters.ALWAYS),
                        WriteHandle.Rows.CHANGED),
                new WriteHandle.Pages())) {
            WriteHandle handle = new WriteHandle(NAME, List.of(KEY, NESTED), target, new byte[] {9});

            WriteHandle after = WriteCodec.decode(WriteCodec.encode(handle));

            assertThat(after.table()).isEqualTo(NAME);
            assertThat(after.columns()).isEqualTo(handle.columns());
            assertThat(after.target()).isEqualTo(target);
            assertThat(after.data()).isEqualTo(handle.data());
        }
    }
}
