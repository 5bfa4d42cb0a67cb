package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private static final String TWO =
            "[{\"name\": \"a\", \"type\": \"bigint\"}, {\"name\": \"b\", \"type\": \"varchar\"}]";

    private final WebServer web = new WebServer();

    @AfterEach
    void stop() {
        web.close();
    }

    private String table(String path, String more) {
        return "{\"url\": \"" + web.url(path) + "\", " + more + ", \"columns\": " + TWO + "}";
    }

    @Test
    void readsEveryType() {
        web.answer("/t", """
                {"values": [{"bo": true, "ti": -128, "sm": 32767, "it": "7", "bi": 9223372036854775807, "re": 1.5, "db": "Infinity",
                 "de": 12345678901234567890.12, "vc": "häß😀", "ch": "ab ", "vb": "AQAC", "da": "2020-02-29", "ti6": "23:59:59.123456",
                 "ts": "2026-01-31T10:20:30.5", "tz": "2026-01-31T10:20:30+02:00", "uu": "123E4567-e89b-12d3-a456-426614174000",
                 "js": {"b": [1, 2.50], "a": null}, "ar": [[1], null, []], "ma": {"x": 1, "y": null}, "ro": {"q": "z", "p": 4, "other": 0},
                 "s": 1769854830, "ms": 1769854830123, "pa": "31.01.2026 10:20", "deep": {"er": [{"x": 1}, {"x": 2}]}, "all": 1}]}""");
        String columns = """
                [{"name": "bo", "type": "boolean"}, {"name": "ti", "type": "tinyint"}, {"name": "sm", "type": "smallint"},
                 {"name": "it", "type": "integer"}, {"name": "bi", "type": "bigint"}, {"name": "re", "type": "real"},
                 {"name": "db", "type": "double"}, {"name": "de", "type": "decimal(38,3)"}, {"name": "vc", "type": "varchar(4)"},
                 {"name": "ch", "type": "char(3)"}, {"name": "vb", "type": "varbinary"}, {"name": "da", "type": "date"},
                 {"name": "ti6", "type": "time(6)"}, {"name": "ts", "type": "timestamp(0)"},
                 {"name": "tz", "type": "timestamp(3) with time zone"}, {"name": "uu", "type": "uuid"}, {"name": "js", "type": "json"},
                 {"name": "ar", "type": "array(array(bigint))"}, {"name": "ma", "type": "map(varchar, bigint)"},
                 {"name": "ro", "type": "row(p bigint, q varchar, r double)"},
                 {"name": "s", "type": "timestamp(3)", "dataFormat": "seconds-since-epoch"},
                 {"name": "ms", "type": "timestamp(3)", "dataFormat": "milliseconds-since-epoch"},
                 {"name": "pa", "type": "timestamp(3)", "dataFormat": "custom-date-time", "formatHint": "dd.MM.yyyy HH:mm"},
                 {"name": "second", "type": "bigint", "mapping": "/deep/er/1/x"}, {"name": "text", "type": "varchar", "mapping": "/deep"},
                 {"name": "absent", "type": "bigint"}]""";

        assertThat(Scan.rows(
                        "{\"url\": \"" + web.url("/t") + "\", \"rows\": \"/values\", \"columns\": " + columns + "}"))
                .usingRecursiveComparison()
                .isEqualTo(List.of(Arrays.asList(
                        true,
                        (byte) -128,
                        Short.MAX_VALUE,
                        7,
                        Long.MAX_VALUE,
                        1.5f,
                        Double.POSITIVE_INFINITY,
                        new BigDecimal("12345678901234567890.120"),
                        "häß😀",
                        "ab",
                        new byte[] {1, 0, 2},
                        LocalDate.of(2020, 2, 29),
                        86_399_123_456L,
                        1_769_854_831_000_000L,
                        List.of(1_769_847_630_000_000L, "UTC"),
                        "123e4567-e89b-12d3-a456-426614174000",
                        "{\"a\":null,\"b\":[1,2.5]}",
                        Arrays.asList(List.of(1L), null, List.of()),
                        map("x", 1L, "y", null),
                        Arrays.asList(4L, "z", null),
                        1_769_854_830_000_000L,
                        1_769_854_830_123_000L,
                        1_769_854_800_000_000L,
                        2L,
                        "{\"er\":[{\"x\":1},{\"x\":2}]}",
                        null)));
    }

    private static Map<String, @Nullable Long> map(String first, Long one, String second, @Nullable Long two) {
        Map<String, @Nullable Long> map = new java.util.LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    @Test
    void findsRowsInADocument() {
        web.answer(
                "/t",
                "{\"meta\": {\"data\": [9], \"n\": [1, [2]]}, \"data\": {\"x\": 1, \"items\": [{\"a\": 1}, {\"b\": \"y\"}]}, \"after\": [[]]}");
        web.answer("/null", "{\"data\": {\"items\": null}}");
        web.answer("/arrays", "[[1, \"x\"], [2, \"y\"]]");

        assertThat(Scan.rows(table("/t", "\"rows\": \"/data/items\"")))
                .containsExactly(Arrays.asList(1L, null), Arrays.asList(null, "y"));
        assertThat(Scan.rows(table("/null", "\"rows\": \"/data/items\""))).isEmpty();
        assertThat(Scan.rows("{\"url\": \"" + web.url("/arrays")
                        + "\", \"columns\": [{\"name\": \"b\", \"type\": \"varchar\", \"mapping\": \"/1\"}]}"))
                .containsExactly(List.of("x"), List.of("y"));
    }

    @Test
    void readsLinesOfJson() {
        web.answer("/t", "{\"a\": 1, \"b\": \"x\"}\n\n{\"a\": 2}\r\n{\"b\": \"z\"}");

        assertThat(Scan.rows(table("/t", "\"format\": \"ndjson\"")))
                .containsExactly(Arrays.asList(1L, "x"), Arrays.asList(2L, null), Arrays.asList(null, "z"));
    }

    @Test
    void readsCsv() {
        web.answer("/t", "b,other,a\r\n\"x,\"\"1\"\"\n2\",o,1\r\n,o,\r\n\"\",o,3\r\n");
        web.answer("/plain", "1;'x;y'\n2;z\n");
        web.answer("/empty", "");

        assertThat(Scan.rows(table("/t", "\"format\": \"csv\"")))
                .containsExactly(Arrays.asList(1L, "x,\"1\"\n2"), Arrays.asList(null, null), Arrays.asList(3L, ""));
        assertThat(Scan.rows(table(
                        "/plain",
                        "\"format\": \"csv\", \"csv\": {\"header\": false, \"separator\": \";\", \"quote\": \"'\"}")))
                .containsExactly(List.of(1L, "x;y"), List.of(2L, "z"));
        assertThat(Scan.rows(table("/empty", "\"format\": \"csv\""))).isEmpty();
    }

    @Test
    void unpacksAndReadsInBatches() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append("{\"a\": ")
                    .append(i)
                    .append(", \"b\": \"")
                    .append("x".repeat(50))
                    .append("\"}\n");
        }
        web.gzip("/t", lines.toString().getBytes(StandardCharsets.UTF_8));

        var rows = Scan.rows(table("/t", "\"format\": \"ndjson\""));

        assertThat(rows).hasSize(100_000).contains(List.of(0L, "x".repeat(50)), List.of(99_999L, "x".repeat(50)));
        assertThat(web.requests().getFirst().headers().getFirst("Accept-Encoding"))
                .isEqualTo("gzip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json|{\"x\": 1}|answered with a document that has no array at ''",
                "json|[{\"a\": 1}, {\"a\": x}]|answered with malformed JSON at line 1, column 18: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "json|[{\"a\": 1}|answered with malformed JSON at line 1, column 10: Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])",
                "json|[{\"a\": 1}, {\"a\": 1.5}]|row 2, column 'a' has a value that bigint cannot hold: 1.5",
                "json|[{\"a\": 1}, {\"a\": 1e999999999}]|row 2, column 'a' has a value that bigint cannot hold: 1E+999999999",
                "json|[{\"a\": {\"c\": 1}}]|row 1, column 'a' has a value that bigint cannot hold: {\"c\":1}",
                "ndjson|{\"a\": 1}~{\"a\": true}|line 2, column 'a' has a value that bigint cannot hold: true",
                "csv|a,b~1,x~2|answered with malformed CSV: row 2 has 1 fields, those before have 2",
                "csv|a,c~1,x|answered with CSV whose header has no 'b'",
                "csv|a,b~1,x~y,z|row 2, column 'a' has a value that bigint cannot hold: \"y\""
            })
    void refusesDocumentsThatAreNotWhatTheyShouldBe(String format, String body, String reason) {
        web.answer("/t", body.replace('~', '\n'));

        assertThatThrownBy(() -> Scan.rows(table("/t", "\"format\": \"" + format + "\"")))
                .isInstanceOfSatisfying(SkeinException.class, e -> {
                    assertThat(e.code().name()).isEqualTo("HTTP_BAD_DATA");
                    assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL);
                })
                .hasMessage("Catalog 'web': " + web.url("/t") + " " + reason);
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = {'a', ',', 'b', '\n', '1', ',', (byte) 0xff, (byte) 0xfe, '\n'};
        byte[] wide = {0, 0, 0, '[', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        web.on("/t", exchange -> WebServer.send(exchange, 200, Map.of(), bytes));
        web.on("/wide", exchange -> WebServer.send(exchange, 200, Map.of(), wide));

        assertThatThrownBy(() -> Scan.rows(table("/t", "\"format\": \"csv\"")))
                .hasMessageStartingWith("Catalog 'web': " + web.url("/t")
                        + " answered with malformed CSV: Invalid UTF-8 start byte 0xff");
        assertThatThrownBy(() -> Scan.rows(table("/wide", "\"format\": \"json\"")))
                .hasMessageStartingWith("Catalog 'web': " + web.url("/wide") + " answered with a malformed text: ");
    }

    @Test
    void refusesBrokenGzip() {
        byte[] whole = WebServer.zipped("{\"a\": 1}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        Map<String, String> packed = Map.of("Content-Encoding", "gzip");
        web.on("/short", exchange -> WebServer.send(exchange, 200, packed, Arrays.copyOf(whole, whole.length - 9)));
        web.on("/none", exchange -> WebServer.send(exchange, 200, packed, new byte[] {'[', '1', ']'}));

        for (String path : List.of("/short", "/none")) {
            assertThatThrownBy(() -> Scan.rows(table(path, "\"format\": \"ndjson\"")))
                    .hasMessage("Catalog 'web': " + web.url(path) + " answered with something that is no whole gzip");
        }
    }
}
