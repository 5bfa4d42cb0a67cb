package io.skein.coordinator.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.coordinator.protocol.Rows;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowEncoderTest {
    private static final long INSTANT = 1_588_748_889_123_456L; // 2020-05-06 07:08:09.123456 UTC

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        allocator.close();
    }

    static List<Arguments> values() {
        return List.of(
                Arguments.of("boolean", true, "true"),
                Arguments.of("tinyint", -7, "-7"),
                Arguments.of("smallint", 300, "300"),
                Arguments.of("integer", Integer.MIN_VALUE, "-2147483648"),
                Arguments.of("bigint", Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of("real", 3.4028235e38f, "3.4028235E38"),
                Arguments.of("real", Float.NaN, "\"NaN\""),
                Arguments.of("double", 1e6, "1000000.0"),
                Arguments.of("double", 1e100, "1.0E100"),
                Arguments.of("double", Double.NEGATIVE_INFINITY, "\"-Infinity\""),
                Arguments.of("decimal(3,2)", new BigDecimal("-0.05"), "\"-0.05\""),
                Arguments.of("decimal(18,0)", new BigDecimal("0"), "\"0\""),
                Arguments.of("decimal(18,2)", new BigDecimal("1234567890123456.78"), "\"1234567890123456.78\""),
                Arguments.of(
                        "decimal(38,10)",
                        new BigDecimal("-1234567890123456789012345678.0000000001"),
                        "\"-1234567890123456789012345678.0000000001\""),
                Arguments.of("varchar", "a\"\\\n\u0001ß€😀", "\"a\\\"\\\\\\n\\u0001ß€😀\""),
                Arguments.of("varchar", "ß".repeat(1000), "\"" + "ß".repeat(1000) + "\""),
                Arguments.of("char(4)", "ß", "\"ß   \""),
                Arguments.of("char(2)", "ab", "\"ab\""),
                Arguments.of("varbinary", new byte[] {0, -1, 62}, "\"AP8+\""),
                Arguments.of("date", 0, "\"1970-01-01\""),
                Arguments.of("date", -719_529, "\"-0001-12-31\""),
                Arguments.of("date", -719_528, "\"0000-01-01\""),
                Arguments.of("date", 11_016, "\"2000-02-29\""),
                Arguments.of("date", 2_932_897, "\"+10000-01-01\""),
                Arguments.of("time(0)", 86_399_000_000L, "\"23:59:59\""),
                Arguments.of("time(3)", 25_689_123_000L, "\"07:08:09.123\""),
                Arguments.of("time(9)", 25_689_123_456_789L, "\"07:08:09.123456789\""),
                Arguments.of("time(3) with time zone", List.of(25_689_123_000_000L, -330), "\"07:08:09.123-05:30\""),
                Arguments.of("timestamp(0)", -1_000_000L, "\"1969-12-31 23:59:59\""),
                Arguments.of("timestamp(6)", INSTANT, "\"2020-05-06 07:08:09.123456\""),
                Arguments.of("timestamp(9)", INSTANT * 1000 + 7, "\"2020-05-06 07:08:09.123456007\""),
                Arguments.of(
                        "timestamp(6) with time zone", List.of(INSTANT, "UTC"), "\"2020-05-06 07:08:09.123456 UTC\""),
                Arguments.of(
                        "timestamp(6) with time zone",
                        List.of(INSTANT, "America/New_York"),
                        "\"2020-05-06 03:08:09.123456 America/New_York\""),
                Arguments.of(
                        "timestamp(6) with time zone",
                        List.of(INSTANT, "+05:30"),
                        "\"2020-05-06 12:38:09.123456 +05:30\""),
                Arguments.of("interval year to month", -13, "\"-1-1\""),
                Arguments.of("interval day to second", 1L, "\"0 00:00:00.001\""),
                Arguments.of("interval day to second", -1000L, "\"-0 00:00:01.000\""),
                Arguments.of("interval day to second", 106_751_991L * 86_400_000, "\"106751991 00:00:00.000\""),
                Arguments.of("json", "{\"a\":[1]}", "\"{\\\"a\\\":[1]}\""),
                Arguments.of(
                        "uuid", "12151fd2-7586-11e9-8f9e-2a86e4085a59", "\"12151fd2-7586-11e9-8f9e-2a86e4085a59\""),
                Arguments.of("array(bigint)", Arrays.asList(1L, null), "[1,null]"),
                Arguments.of("array(array(varchar))", List.of(List.of("a"), List.of()), "[[\"a\"],[]]"),
                Arguments.of("map(varchar, integer)", Map.of("k", 1), "{\"k\":1}"),
                Arguments.of("map(double, varchar)", Map.of(1.0, "d"), "{\"1.0\":\"d\"}"),
                Arguments.of("map(varbinary, integer)", Map.of(new byte[] {97}, 1), "{\"YQ==\":1}"),
                Arguments.of(
                        "map(row(a integer, b varchar(1)), integer)", Map.of(List.of(1, "a"), 1), "{\"[1, a]\":1}"),
                Arguments.of("map(array(integer), date)", Map.of(List.of(1), 18_262), "{\"[1]\":\"2020-01-01\"}"),
                Arguments.of("row(x integer, y decimal(2,1))", Arrays.asList(1, null), "[1,null]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueAndANullAreWrittenAsTrinoDoes(String type, Object value, String json) throws IOException {
        assertThat(encode(TypeParser.parse(type), value, DateTimeForm.PARAMETRIC))
                .isEqualTo("[" + json + "][null]");
    }

    @Test
    void theUnknownTypeHasOnlyNulls() throws IOException {
        try (VectorSchemaRoot batch =
                Rows.batch(allocator, List.of(Type.Simple.UNKNOWN), List.of(Arrays.asList((Object) null)))) {
            assertThat(encode(Type.Simple.UNKNOWN, batch, DateTimeForm.PARAMETRIC))
                    .isEqualTo("[null]");
        }
    }

    @Test
    void clientsWithoutParametricTypesGetMilliseconds() throws IOException {
        DateTimeForm form = DateTimeForm.MILLISECONDS;

        assertThat(encode(new Type.Timestamp(6), INSTANT + 500, form)).isEqualTo("[\"2020-05-06 07:08:09.124\"][null]");
        assertThat(encode(new Type.Timestamp(0), 0L, form)).isEqualTo("[\"1970-01-01 00:00:00.000\"][null]");
        assertThat(encode(new Type.Timestamp(12), "1999-12-31 23:59:59.999500000000", form))
                .isEqualTo("[\"2000-01-01 00:00:00.000\"][null]");
        assertThat(encode(new Type.Time(6), 25_689_123_500L, form)).isEqualTo("[\"07:08:09.124\"][null]");
        assertThat(encode(new Type.Time(6), 86_399_999_500L, form)).isEqualTo("[\"00:00:00.000\"][null]");
        assertThat(encode(new Type.Time(10), "07:08:09.1234999999", form)).isEqualTo("[\"07:08:09.123\"][null]");
        assertThat(ClientType.text(TypeParser.parse("array(timestamp(6) with time zone)"), form))
                .isEqualTo("array(timestamp with time zone)");
    }

    @Test
    void typesReadAsInTrino() {
        assertThat(text("decimal(12,2)")).isEqualTo("decimal(12, 2)");
        assertThat(text("row(a bigint, b row(c varchar(3)))")).isEqualTo("row(a bigint, b row(c varchar(3)))");
        assertThat(text("map(varchar(1), interval year to month)"))
                .isEqualTo("map(varchar(1), INTERVAL YEAR TO MONTH)");
        assertThat(text("timestamp(3) with time zone")).isEqualTo("timestamp(3) with time zone");
    }

    @Test
    void signaturesAreTrees() throws IOException {
        assertThat(signature("row(a varchar, decimal(5,1))"))
                .isEqualTo(
                        "{\"rawType\":\"row\",\"arguments\":[{\"kind\":\"NAMED_TYPE\",\"value\":{\"fieldName\":{\"name\":\"a\"},"
                                + "\"typeSignature\":{\"rawType\":\"varchar\",\"arguments\":[{\"kind\":\"LONG\",\"value\":2147483647}]}}},"
                                + "{\"kind\":\"NAMED_TYPE\",\"value\":{\"typeSignature\":{\"rawType\":\"decimal\",\"arguments\":["
                                + "{\"kind\":\"LONG\",\"value\":5},{\"kind\":\"LONG\",\"value\":1}]}}}]}");
        assertThat(signature("array(timestamp(3))"))
                .isEqualTo("{\"rawType\":\"array\",\"arguments\":[{\"kind\":\"TYPE\",\"value\":"
                        + "{\"rawType\":\"timestamp\",\"arguments\":[{\"kind\":\"LONG\",\"value\":3}]}}]}");
    }

    private String encode(Type type, Object value, DateTimeForm form) throws IOException {
        List<List<?>> rows = List.of(List.of(value), Arrays.asList((Object) null));
        try (VectorSchemaRoot batch = Rows.batch(allocator, List.of(type), rows)) {
            return encode(type, batch, form);
        }
    }

    private static String encode(Type type, VectorSchemaRoot batch, DateTimeForm form) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString(""));
            RowEncoder encoder = new RowEncoder(List.of(type), batch, form);
            for (int row = 0; row < batch.getRowCount(); row++) {
                encoder.write(out, row);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String text(String type) {
        return ClientType.text(TypeParser.parse(type), DateTimeForm.PARAMETRIC);
    }

    private static String signature(String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            ClientType.writeSignature(out, TypeParser.parse(type), DateTimeForm.PARAMETRIC);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
