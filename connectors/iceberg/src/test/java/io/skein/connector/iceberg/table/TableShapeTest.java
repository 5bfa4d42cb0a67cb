package io.skein.connector.iceberg.table;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableShapeTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "integer",
                "bigint",
                "real",
                "double",
                "decimal(38,10)",
                "varchar",
                "varbinary",
                "uuid",
                "date",
                "time(6)",
                "timestamp(6)",
                "timestamp(6) with time zone",
                "array(array(date))",
                "map(varchar, row(a bigint, \"b c\" array(uuid)))"
            })
    void aTypeIsKept(String type) {
        lake.create("t", Map.of(), "c " + type);

        assertThat(lake.metadata("t").columns().getFirst().type().displayName()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint|integer",
                "smallint|integer",
                "varchar(10)|varchar",
                "char(3)|varchar",
                "time(3)|time(6)",
                "time(9)|time(6)",
                "timestamp(0)|timestamp(6)",
                "array(timestamp(9))|array(timestamp(6))",
                "timestamp(3) with time zone|timestamp(6) with time zone"
            })
    void aTypeThatIcebergLacksBecomesTheNearest(String type, String nearest) {
        lake.create("t", Map.of(), "c " + type);

        assertThat(lake.metadata("t").columns().getFirst().type().displayName()).isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json|Type not supported for Iceberg: json",
                "interval day to second|Type not supported for Iceberg: interval day to second",
                "time(3) with time zone|Type not supported for Iceberg: time(3) with time zone",
                "row(bigint)|Row type field does not have a name: row(bigint)"
            })
    void aTypeWithoutCounterpartIsRefused(String type, String message) {
        assertFailure(() -> lake.create("t", Map.of(), "c " + type), StandardErrorCode.NOT_SUPPORTED, message);
        assertThat(lake.connector.metadata().table(Lake.name("t"))).isEmpty();
    }

    @Test
    void nullabilityAndPropertiesAreKept() {
        Path own = directory.resolve("elsewhere");
        lake.create(
                "t",
                Map.of(
                        "format", "'parquet'",
                        "format_version", "1",
                        "partitioning", "ARRAY['year(d)', 'bucket(a, 4)', 'truncate(v, 2)', 'A']",
                        "sorted_by", "ARRAY['a DESC', '\"v\" ASC NULLS LAST']",
                        "location", "'file://" + own + "'"),
                "a! bigint",
                "d date",
                "v varchar");

        assertThat(lake.metadata("t").columns())
                .extracting(ColumnMetadata::nullable)
                .containsExactly(false, true, true);
        assertThat(lake.metadata("t").properties())
                .isEqualTo(Map.of(
                        "format", "'PARQUET'",
                        "format_version", "1",
                        "partitioning", "ARRAY['year(d)','bucket(a, 4)','truncate(v, 2)','a']",
                        "sorted_by", "ARRAY['a DESC NULLS LAST','v ASC NULLS LAST']",
                        "location", "'" + own + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "formats|'ORC'|Catalog 'lake' table property 'formats' does not exist",
                "format_version|4|Table property 'format_version' must be between 1 and 3, not 4",
                "format_version|'two'|Table property 'format_version' must be an integer, not 'two'",
                "partitioning|'a'|Table property 'partitioning' must be an array of strings, not 'a'",
                "partitioning|ARRAY['year(a)']|Unable to parse partitioning value: Invalid source type long for transform: year",
                "partitioning|ARRAY['x']|Unable to parse partitioning value: Cannot find source column: x",
                "sorted_by|ARRAY['a SIDEWAYS']|Unable to parse sort field: [a SIDEWAYS]",
                "location|'/etc/skein'|The location /etc/skein is not under the warehouse"
            })
    void aBadPropertyIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> lake.create("t", Map.of(name, value), "a bigint"))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(StandardErrorCode.INVALID_TABLE_PROPERTY.code()))
                .hasMessageStartingWith(message);
    }

    @Test
    void otherFormatsAreRefused() {
        assertFailure(
                () -> lake.create("t", Map.of("format", "'ORC'"), "a bigint"),
                StandardErrorCode.NOT_SUPPORTED,
                "Only the format PARQUET is supported, not ORC");
    }

    @Test
    void anUnchangedTableIsNotReadAgain() throws Exception {
        lake.create("t", Map.of(), "a bigint");
        TableHandle handle = lake.table("t");
        Files.delete(lake.files(".metadata.json").getFirst());

        assertThat(lake.table("t")).isEqualTo(handle);
        assertThat(lake.metadata("t").columns()).hasSize(1);
    }

    @Test
    void missingOrDamagedMetadataIsNamed() throws Exception {
        lake.create("gone", Map.of(), "a bigint");
        lake.create("damaged", Map.of(), "a bigint");
        lake.insert("damaged", 10, Map.of("a", bounds("1", "2")));
        TableHandle damaged = lake.table("damaged");
        for (Path manifest : lake.files(".avro")) {
            Files.writeString(manifest, "no Avro");
        }
        for (Path metadata : lake.files(".metadata.json")) {
            if (metadata.toString().contains("/gone-")) {
                Files.delete(metadata);
            }
        }

        try (Lake other = new Lake(directory)) {
            assertThatThrownBy(() -> other.table("gone"))
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure -> assertThat(failure.code())
                                    .isEqualTo(IcebergErrorCode.ICEBERG_MISSING_METADATA.code()))
                    .hasMessageStartingWith(
                            "Metadata not found in metadata location for table s.gone: No such file: " + directory);
            assertThatThrownBy(() -> other.splits(damaged, Constraint.ALL))
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure -> assertThat(failure.code())
                                    .isEqualTo(IcebergErrorCode.ICEBERG_INVALID_METADATA.code()))
                    .hasMessageStartingWith("Error processing metadata for table s.damaged: ");
        }
    }

    private static void assertFailure(ThrowingCallable call, StandardErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure).hasMessage(message);
            assertThat(failure.code()).isEqualTo(code.code());
        });
    }
}
