package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.skein.connector.http.table.Definitions;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split;
import io.skein.spi.testkit.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private final WebServer web = new WebServer();

    @AfterEach
    void stop() {
        web.close();
    }

    private Connector connector(Path directory, Map<String, String> environment) {
        HttpSettings settings = HttpSettings.of(
                "web",
                CatalogProperties.of(
                        "web",
                        Map.of(
                                "http.table-description-dir",
                                directory.toString(),
                                "http.allow-internal-addresses",
                                "true")));
        return new HttpConnector(settings, new Definitions("web", Optional.of(directory), Map.of(), environment));
    }

    @Test
    void areSentButNeverShown(@TempDir Path directory) throws IOException {
        web.status("/in/geheim/path", 500, Map.of(), "");
        Files.writeString(directory.resolve("t.json"), """
                {"tableName": "t", "url": "%s", "headers": {"Authorization": "Bearer ${ENV:TOKEN}"}, "query": {"key": "${ENV:KEY}"},
                 "columns": [{"name": "a", "type": "bigint"}]}""".formatted(web.url("/in/${ENV:PART}/path")));
        try (Connector connector =
                        connector(directory, Map.of("TOKEN", "t0ken", "KEY", "schl&üssel", "PART", "geheim"));
                RootAllocator allocator = new RootAllocator()) {
            var table = Rows.table(connector, Scan.NAME);
            assertThat(connector.metadata().tableMetadata(table).properties()).isEmpty();
            List<ColumnHandle> columns = Rows.columns(connector, table);
            Split.PageSplit split = (Split.PageSplit) connector
                    .splitManager()
                    .splits(table, columns, Constraint.ALL)
                    .next(1)
                    .getFirst();
            try (PageSource source =
                    connector.pageSourceProvider().orElseThrow().open(split, columns, allocator)) {
                Throwable failure = catchThrowable(source::next);

                assertThat(failure)
                        .hasMessage("Catalog 'web': http://127.0.0.1:" + web.port()
                                + "/in/***/path answered 500 Internal Server Error");
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString()).doesNotContain("geheim", "t0ken", "schl");
            }
        }
        assertThat(web.targets()).containsExactly("/in/geheim/path?key=schl%26%C3%BCssel");
        assertThat(web.requests().getFirst().headers().getFirst("Authorization"))
                .isEqualTo("Bearer t0ken");
    }

    @Test
    void areNotShownWhereADefinitionIsWrong(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("t.json"), """
                {"tableName": "t", "url": "http://h/", "format": "${ENV:TOKEN}", "columns": [{"name": "${ENV:TOKEN}", "type": "x"}]}""");
        try (Connector connector = connector(directory, Map.of("TOKEN", "t0ken"))) {
            assertThat(catchThrowable(() -> connector.metadata().schemas()))
                    .hasMessageStartingWith("Catalog 'web' has a bad table definition in file t.json: ")
                    .message()
                    .doesNotContain("t0ken");
        }
    }
}
