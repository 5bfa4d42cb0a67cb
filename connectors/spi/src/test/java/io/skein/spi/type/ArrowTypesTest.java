package io.skein.spi.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean|c: Bool",
                "tinyint|c: Int(8, true)",
                "smallint|c: Int(16, true)",
                "integer|c: Int(32, true)",
                "bigint|c: Int(64, true)",
                "real|c: FloatingPoint(SINGLE)",
                "double|c: FloatingPoint(DOUBLE)",
                "decimal(12,2)|c: Decimal(12, 2, 128)",
                "varchar(5)|c: Utf8",
                "char(5)|c: Utf8",
                "varbinary|c: Binary",
                "date|c: Date(DAY)",
                "time(0)|c: Time(MICROSECOND, 64)",
                "time(6)|c: Time(MICROSECOND, 64)",
                "time(9)|c: Time(NANOSECOND, 64)",
                "time(12)|c: Utf8",
                "timestamp(3)|c: Timestamp(MICROSECOND, null)",
                "timestamp(7)|c: Timestamp(NANOSECOND, null)",
                "timestamp(12)|c: Utf8",
                "timestamp(3) with time zone|c: Struct<instant: Timestamp(MICROSECOND, null), zone: Utf8>",
                "timestamp(9) with time zone|c: Struct<instant: Timestamp(NANOSECOND, null), zone: Utf8>",
                "time(3) with time zone|c: Struct<nanos: Int(64, true), offset_minutes: Int(32, true)>",
                "interval year to month|c: Int(32, true)",
                "interval day to second|c: Int(64, true)",
                "json|c: Utf8",
                "uuid|c: Utf8",
                "ipaddress|c: Utf8",
                "HyperLogLog|c: Binary",
                "tdigest|c: Binary",
                "qdigest(double)|c: Binary",
                "SetDigest|c: Binary",
                "unknown|c: Bool",
                "array(bigint)|c: List<$data$: Int(64, true)>",
                "map(varchar, double)|c: Map(false)<entries: Struct<key: Utf8 not null, value: FloatingPoint(DOUBLE)> not null>",
                "row(a bigint, varchar)|c: Struct<f0: Int(64, true), f1: Utf8>",
            })
    void hasTheArrowForm(String type, String field) {
        assertThat(ArrowTypes.field("c", TypeParser.parse(type)).toString()).isEqualTo(field);
    }

    @Test
    void makesSchemasThatVectorsKeep() {
        var schema = ArrowTypes.schema(
                List.of("a", "b", "c"),
                List.of(TypeParser.parse("array(row(x map(date, time(3))))"), Type.Varchar.of(3), Type.Simple.UNKNOWN));
        try (var allocator = new RootAllocator();
                var root = VectorSchemaRoot.create(schema, allocator)) {
            assertThat(root.getSchema()).isEqualTo(schema);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timestamp(10) with time zone", "time(11) with time zone", "array(time(10) with time zone)"})
    void refusesPicoseconds(String type) {
        assertThatThrownBy(() -> ArrowTypes.field("c", TypeParser.parse(type)))
                .isInstanceOf(SkeinException.class)
                .hasMessageStartingWith("Precision above nanoseconds is not supported: 1");
    }
}
