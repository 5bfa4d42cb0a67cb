package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParquetFilesTest {
    private static final byte[] BYTES = "0123456789".repeat(100).getBytes(StandardCharsets.UTF_8);

    private final WebServer web = new WebServer();
    private volatile String tag = "\"one\"";

    ParquetFilesTest() {
        web.on("/day/", exchange -> {
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .substring("bytes=".length())
                    .split("-");
            int from = Integer.parseInt(range[0]);
            int to = Integer.parseInt(range[1]);
            WebServer.send(
                    exchange,
                    206,
                    Map.of("ETag", tag, "Content-Range", "bytes " + from + "-" + to + "/" + BYTES.length),
                    Arrays.copyOfRange(BYTES, from, to + 1));
        });
        web.answer("/plain", "no ranges");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Connector connector(String path) {
        return new HttpConnectorFactory()
                .create(
                        "web",
                        Scan.properties("{\"url\": \"" + web.url(path)
                                + "\", \"format\": \"parquet\", \"headers\": {\"X-Key\": \"geheim\"}, \"columns\": [{\"name\": \"day\", \"type\": \"date\", \"dataFormat\": \"custom-date-time\", \"formatHint\": \"yyyyMMdd\""
                                + (path.contains("{") ? "}" : ", \"comment\": \"in the file\"}") + "]}"));
    }

    private static FileSplit split(Connector connector, Constraint constraint) {
        var table = Rows.table(connector, Scan.NAME);
        return (FileSplit) connector
                .splitManager()
                .splits(table, Rows.columns(connector, table), constraint)
                .next(2)
                .getFirst();
    }

    @Test
    void areReadByRangesOfOneVersion() {
        try (Connector connector = connector("/day/{day}.parquet?k=geheim")) {
            Constraint day = Scan.where("day", Type.Simple.DATE, Range.equal(LocalDate.of(2026, 1, 31)));
            FileSplit split = split(connector, day);
            assertThat(split.bytes()).isEqualTo(1000);
            assertThat(split.path()).startsWith("http-file://127.0.0.1#").doesNotContain("geheim");
            assertThat(split.constants()).isEqualTo(Map.of("day", "'2026-01-31'"));
            assertThat(split(connector, day).path()).isEqualTo(split.path());

            ConnectorFiles files = connector.files(Scan.NAME).orElseThrow();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            files.read(split.path(), 15, 10, Channels.newChannel(read));
            assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("5678901234");
            assertThat(web.targets()).hasSize(3).containsOnly("/day/20260131.parquet?k=geheim");
            assertThat(web.requests())
                    .allSatisfy(request ->
                            assertThat(request.headers().getFirst("X-Key")).isEqualTo("geheim"));

            tag = "\"two\"";
            assertThat(split(connector, day).path()).isNotEqualTo(split.path());
            assertThatThrownBy(() -> files.read(split.path(), 0, 10, Channels.newChannel(read)))
                    .hasMessage(
                            "Catalog 'web': " + web.url("/day/20260131.parquet") + " has changed while it was read");
        }
    }

    @Test
    void needAServerWithRanges() {
        try (Connector connector = connector("/plain")) {
            assertThatThrownBy(() -> split(connector, Constraint.ALL))
                    .hasMessage(
                            "Catalog 'web': " + web.url("/plain") + " does not serve ranges, which Parquet files need");
            assertThatThrownBy(() -> connector.files(Scan.NAME).orElseThrow().delete("http-file://h#v"))
                    .extracting(e -> ((SkeinException) e).code())
                    .isEqualTo(StandardErrorCode.NOT_SUPPORTED.code());
        }
    }
}
