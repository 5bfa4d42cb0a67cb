package io.skein.connector.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Formats without a schema. */
class DecodersTest {
    static FieldDefinition field(String name, String type, String mapping, String dataFormat, String hint) {
        return new FieldDefinition(name, TypeParser.parse(type), mapping, dataFormat, hint, false, Optional.empty());
    }

    private static FieldDefinition field(String name, String type) {
        return field(name, type, name, "", "");
    }

    static List<@Nullable Object> decode(MessagePart part, WriterSchemas schemas, byte[] bytes) {
        @Nullable Object[] values = new Object[part.fields().size()];
        new Decoders(schemas).of(part).decode(bytes, values);
        return Arrays.asList(values);
    }

    private static List<@Nullable Object> json(String document, FieldDefinition... fields) {
        return decode(
                MessagePart.of(MessageFormat.JSON, fields),
                WriterSchemas.NONE,
                document.getBytes(StandardCharsets.UTF_8));
    }

    private static void corrupt(String document, FieldDefinition... fields) {
        assertThatThrownBy(() -> json(document, fields)).isInstanceOf(CorruptMessageException.class);
    }

    @Test
    void jsonHasValuesOfAllTypes() {
        assertThat(json(
                        """
                        {"a": true, "b": -128, "c": 1.0, "d": 9223372036854775807, "e": 1e2, "f": "7", "g": 1.005,
                         "h": {"x": [1, "2"]}, "i": [[1], null], "j": {"k": 1}, "l": {"X": "äöü", "y": 2}, "m": "AQI="}\
                        """,
                        field("a", "boolean"),
                        field("b", "tinyint"),
                        field("c", "bigint"),
                        field("d", "bigint"),
                        field("e", "double"),
                        field("f", "integer"),
                        field("g", "decimal(5,2)"),
                        field("h", "json"),
                        field("i", "array(array(bigint))"),
                        field("j", "map(varchar, bigint)"),
                        field("l", "row(\"X\" varchar(2), y bigint, z bigint)"),
                        field("m", "varbinary"),
                        field("absent", "bigint"),
                        field("deep", "varchar", "h/x", "", "")))
                .usingRecursiveComparison()
                .isEqualTo(Arrays.asList(
                        true,
                        (byte) -128,
                        1L,
                        Long.MAX_VALUE,
                        100.0,
                        7,
                        new BigDecimal("1.01"),
                        "{\"x\":[1,\"2\"]}",
                        Arrays.asList(List.of(1L), null),
                        Map.of("k", 1L),
                        Arrays.asList("äö", 2L, null),
                        new byte[] {1, 2},
                        null,
                        "[1,\"2\"]"));
    }

    @Test
    void jsonThatIsNotWhatItsColumnsSayIsCorrupt() {
        corrupt("");
        corrupt("{\"a\": 1", field("a", "bigint"));
        corrupt("{\"a\": 1} {}", field("a", "bigint"));
        corrupt("5", field("a", "bigint"));
        corrupt("{\"a\": \"x\"}", field("a", "bigint"));
        corrupt("{\"a\": 1.5}", field("a", "bigint"));
        corrupt("{\"a\": 128}", field("a", "tinyint"));
        corrupt("{\"a\": [1]}", field("a", "bigint"));
        corrupt("{\"a\": 1000}", field("a", "decimal(3,1)"));
        corrupt("{\"a\": 1e999999999}", field("a", "decimal(3,1)"));
        corrupt("{\"a\": 1e999999999}", field("a", "bigint"));
        corrupt("{\"a\": 9223372036854775808}", field("a", "bigint"));
        corrupt("{\"a\": \"not base 64\"}", field("a", "varbinary"));
        corrupt("{\"a\": \"yesterday\"}", field("a", "date", "a", "iso8601", ""));
    }

    @Test
    void decimalsOfManyDigitsAreRounded() {
        assertThat(json(
                        "{\"a\": 1e-999999999, \"b\": 0.05, \"c\": 0e99}",
                        field("a", "decimal(3,1)"),
                        field("b", "decimal(3,1)"),
                        field("c", "decimal(3,1)")))
                .containsExactly(new BigDecimal("0.0"), new BigDecimal("0.1"), new BigDecimal("0.0"));
    }

    @Test
    void jsonHasTimesInTheFormatsOfTheirColumns() {
        assertThat(json(
                        """
                        {"a": "2024-02-29", "b": 1709201472123, "c": "1709201472", "d": "Thu, 29 Feb 2024 10:11:12 GMT",
                         "e": "29.02.2024 10:11", "f": "10:11:12.5", "g": "2024-02-29T10:11:12+05:30"}\
                        """,
                        field("a", "date", "a", "iso8601", ""),
                        field("b", "timestamp(3)", "b", "milliseconds-since-epoch", ""),
                        field("c", "timestamp(3) with time zone", "c", "seconds-since-epoch", ""),
                        field("d", "timestamp(3)", "d", "rfc2822", ""),
                        field("e", "timestamp(3)", "e", "custom-date-time", "dd.MM.yyyy HH:mm"),
                        field("f", "time(3)", "f", "iso8601", ""),
                        field("g", "timestamp(3) with time zone", "g", "iso8601", "")))
                .containsExactly(
                        LocalDate.of(2024, 2, 29),
                        LocalDateTime.parse("2024-02-29T10:11:12.123"),
                        ZonedDateTime.parse("2024-02-29T10:11:12Z"),
                        LocalDateTime.parse("2024-02-29T10:11:12"),
                        LocalDateTime.parse("2024-02-29T10:11"),
                        LocalTime.parse("10:11:12.5"),
                        ZonedDateTime.parse("2024-02-29T10:11:12+05:30"));
    }

    @Test
    void columnsThatAFormatCannotGiveAreRefused() {
        assertThatThrownBy(() -> json("{}", field("a", "date")))
                .hasMessage("column 'a' of type date is not read from json");
        assertThatThrownBy(() -> json("{}", field("a", "bigint", "a", "iso8601", "")))
                .hasMessage("column 'a' of type bigint cannot have the dataFormat 'iso8601'");
        assertThatThrownBy(() -> json("{}", field("a", "date", "a", "swatch", "")))
                .hasMessage("column 'a' has the unknown dataFormat 'swatch'");
        assertThatThrownBy(() -> decode(
                        MessagePart.of(MessageFormat.CSV, field("a", "bigint", "first", "", "")),
                        WriterSchemas.NONE,
                        new byte[0]))
                .hasMessage("column 'a' needs the number of a column as its mapping");
        assertThatThrownBy(() -> decode(
                        MessagePart.of(MessageFormat.RAW, field("a", "integer", "0", "LONG", "")),
                        WriterSchemas.NONE,
                        new byte[0]))
                .hasMessage("column 'a' of type integer is not read from raw bytes of the format LONG");
    }

    @Test
    void csvIsALineWithQuotes() {
        MessagePart part = MessagePart.of(
                MessageFormat.CSV,
                field("a", "varchar", "1", "", ""),
                field("b", "bigint", "0", "", ""),
                field("c", "double", "7", "", ""));

        assertThat(decode(part, WriterSchemas.NONE, " 5 ,\"x, \"\"y\"\"\nz\"".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("x, \"y\"\nz", 5L, null);
        assertThat(decode(part, WriterSchemas.NONE, new byte[0])).containsExactly(null, null, null);
        assertThatThrownBy(() -> decode(part, WriterSchemas.NONE, new byte[] {'x'}))
                .isInstanceOf(CorruptMessageException.class);
    }

    @Test
    void rawIsBigEndianAtItsPlace() {
        MessagePart part = MessagePart.of(
                MessageFormat.RAW,
                field("a", "bigint", "0", "SHORT", ""),
                field("b", "boolean", "2:3", "", ""),
                field("c", "double", "3", "DOUBLE", ""),
                field("d", "varchar", "11", "", ""));
        byte[] bytes = ByteBuffer.allocate(13)
                .putShort((short) -2)
                .put((byte) 1)
                .putDouble(2.5)
                .put((byte) 'o')
                .put((byte) 'k')
                .array();

        assertThat(decode(part, WriterSchemas.NONE, bytes)).containsExactly(-2L, true, 2.5, "ok");
        assertThatThrownBy(() -> decode(part, WriterSchemas.NONE, Arrays.copyOf(bytes, 10)))
                .isInstanceOf(CorruptMessageException.class);
    }
}
