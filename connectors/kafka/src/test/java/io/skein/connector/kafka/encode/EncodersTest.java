package io.skein.connector.kafka.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.spi.type.TypeParser;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodersTest {
    private static FieldDefinition field(String name, String type, String mapping, String dataFormat, String hint) {
        return new FieldDefinition(name, TypeParser.parse(type), mapping, dataFormat, hint, false, Optional.empty());
    }

    private static byte[] bytes(MessageFormat format, List<@Nullable Object> values, FieldDefinition... fields) {
        return Objects.requireNonNull(
                Encoders.of(MessagePart.of(format, fields)).encode(values.toArray()));
    }

    private static String text(MessageFormat format, List<@Nullable Object> values, FieldDefinition... fields) {
        return new String(bytes(format, values, fields), StandardCharsets.UTF_8);
    }

    @Test
    void jsonPutsFieldsWhereTheirMappingsSay() {
        assertThat(text(
                        MessageFormat.JSON,
                        Arrays.asList(1L, "x", null, "{\"y\": [1]}", Arrays.asList("r", null), Map.of("k", 2.5)),
                        field("a", "bigint", "o/a", "", ""),
                        field("b", "varchar", "o/p/b", "", ""),
                        field("c", "boolean", "c", "", ""),
                        field("d", "json", "d", "", ""),
                        field("e", "row(s varchar, t bigint)", "e", "", ""),
                        field("f", "map(varchar, double)", "f", "", "")))
                .isEqualTo("{\"o\":{\"a\":1,\"p\":{\"b\":\"x\"}},\"c\":null,\"d\":{\"y\":[1]},"
                        + "\"e\":{\"s\":\"r\",\"t\":null},\"f\":{\"k\":2.5}}");
    }

    @Test
    void jsonHasTimesInTheFormatsOfTheirColumns() {
        LocalDateTime time = LocalDateTime.parse("2024-02-29T10:11:12.123");
        assertThat(text(
                        MessageFormat.JSON,
                        List.of(
                                LocalDate.of(2024, 2, 29),
                                time,
                                time,
                                time,
                                LocalTime.parse("10:11:12.5"),
                                ZonedDateTime.parse("2024-02-29T10:11:12+05:30")),
                        field("a", "date", "a", "custom-date-time", "dd.MM.yyyy"),
                        field("b", "timestamp(3)", "b", "milliseconds-since-epoch", ""),
                        field("c", "timestamp(3)", "c", "rfc2822", ""),
                        field("d", "timestamp(3)", "d", "iso8601", ""),
                        field("e", "time(3)", "e", "seconds-since-epoch", ""),
                        field("f", "timestamp(3) with time zone", "f", "iso8601", "")))
                .isEqualTo("{\"a\":\"29.02.2024\",\"b\":1709201472123,\"c\":\"Thu, 29 Feb 2024 10:11:12 GMT\","
                        + "\"d\":\"2024-02-29T10:11:12.123\",\"e\":36672,\"f\":\"2024-02-29T10:11:12+05:30\"}");
        assertThatThrownBy(() -> text(MessageFormat.JSON, List.of(time), field("a", "timestamp(3)", "a", "", "")))
                .hasMessage("column 'a' needs a dataFormat to be written");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(text(
                        MessageFormat.CSV,
                        Arrays.asList("x,\"y\"", null, true),
                        field("a", "varchar", "2", "", ""),
                        field("b", "bigint", "0", "", ""),
                        field("c", "boolean", "3", "", "")))
                .isEqualTo(",,\"x,\"\"y\"\"\",true");
    }

    @Test
    void rawHasAPlaceForWhatFits() {
        FieldDefinition number = field("a", "bigint", "0", "SHORT", "");
        FieldDefinition word = field("b", "varchar", "2:4", "", "");

        assertThat(bytes(MessageFormat.RAW, List.of(-2L, "ok"), number, word)).containsExactly(0xFF, 0xFE, 'o', 'k');
        assertThatThrownBy(() -> bytes(MessageFormat.RAW, List.of(32_768L, "ok"), number, word))
                .hasMessage("column 'a' has no place for 32768");
        assertThatThrownBy(() -> bytes(MessageFormat.RAW, List.of(1L, "long"), number, word))
                .hasMessage("column 'b' takes texts of exactly 2 bytes");
        assertThatThrownBy(() -> bytes(MessageFormat.RAW, Arrays.asList(1L, null), number, word))
                .hasMessage("column 'b' has no place for NULL");
    }
}
