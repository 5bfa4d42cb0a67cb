package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.FactoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFactoryTest extends FactoryContract {
    private static final String TABLE = """
            {"url": "https://example.com/a", "columns": [{"name": "a", "type": "bigint"}]}""";

    @Override
    protected String name() {
        return "http";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("http.table.t", TABLE);
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("http.max-page", "http.max-pages");
    }

    @Test
    void wantsATable() {
        assertThatThrownBy(() -> factory().create("web", Map.of()))
                .hasMessage("Catalog 'web' needs the property 'http.table-description-dir', or a table in"
                        + " 'http.table.NAME'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json|it is no JSON at line 1, column 1",
                "[]|it has something else than a JSON object",
                "{\"columns\": []}|it has no 'url'",
                "{\"url\": \"ftp://h/\"}|its url is not an absolute http or https URL with a host",
                "{\"url\": \"http://{host}/\"}|its url has a placeholder outside of its path and query",
                "{\"url\": \"http://user:geheim@h/\"}|its url has a user and password; send them in a header",
                "{\"url\": \"http://h/ geheim\"}|its url cannot be read",
                "{\"url\": \"http://h/\", \"columns\": []}|it has a bad 'columns', which is not an array that is not empty",
                "{\"url\": \"http://h/{b}\", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|its url has the placeholder 'b', which is no column",
                "{\"url\": \"http://h/\", \"columns\": [{\"name\": \"a\", \"type\": \"bigit\"}]}|its column 'a' has the unknown type bigit",
                "{\"url\": \"http://h/\", \"columns\": [{\"name\": \"a\", \"type\": \"timestamp(9)\"}]}|its column 'a' has the type timestamp(9), which documents do not hold",
                "{\"url\": \"http://h/\", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}, {\"name\": \"A\", \"type\": \"bigint\"}]}|it has two columns 'a'",
                "{\"url\": \"http://h/\", \"columns\": [{\"name\": \"a\", \"typ\": \"bigint\", \"type\": \"bigint\"}]}|its column 'a' has an unknown 'typ'; known are comment, dataFormat, default, formatHint, hidden, input, mapping, name, parameters, type",
                "{\"url\": \"http://h/\", \"format\": \"xml\", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|it has a bad 'format', which is not one of [json, ndjson, csv, parquet]",
                "{\"url\": \"http://h/\", \"headers\": {\"Host\": \"x\"}, \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|its header 'Host' is not for definitions to set",
                "{\"url\": \"http://h/\", \"headers\": {\"X\": \"${ENV:SKEIN_NOT_SET}\"}, \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|wants the environment variable SKEIN_NOT_SET, which is not set",
                "{\"url\": \"http://h/\", \"format\": \"csv\", \"paging\": {\"type\": \"next-link\"}, \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|only JSON documents have pointers to rows, next links and cursors",
                "{\"url\": \"http://h/{a}\", \"format\": \"parquet\", \"columns\": [{\"name\": \"a\", \"type\": \"json\"}]}|its column 'a' has the type json, which inputs of Parquet tables cannot have",
                "{\"url\": \"http://h/\", \"paging\": {\"type\": \"offset\", \"parameter\": \"o\"}, \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}|its paging by offset needs 'sizeParameter' and 'size'"
            })
    void refusesBadDefinitions(String definition, String reason) {
        assertThatThrownBy(() -> factory().create("web", Map.of("http.table.t", definition)))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage("Catalog 'web' has a bad table definition in property 'http.table.t': " + reason);
    }

    @Test
    void readsADirectoryAgainWhenItChanges(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.json"), TABLE.replace("{\"url\"", "{\"tableName\": \"a\", \"url\""));
        Files.writeString(directory.resolve("readme.txt"), "no table");
        try (var connector = factory().create("web", Map.of("http.table-description-dir", directory.toString()))) {
            assertThat(connector.metadata().tables(Optional.empty()))
                    .containsExactly(new SchemaTableName("default", "a"));

            Files.writeString(
                    directory.resolve("b.json"),
                    TABLE.replace("{\"url\"", "{\"schemaName\": \"S\", \"tableName\": \"B\", \"url\""));

            assertThat(connector.metadata().tables(Optional.empty()))
                    .containsExactly(new SchemaTableName("default", "a"), new SchemaTableName("s", "b"));
            assertThat(connector.metadata().schemas()).containsExactly("default", "s");

            Files.writeString(directory.resolve("c.json"), "{");
            assertThatThrownBy(() -> connector.metadata().tables(Optional.empty()))
                    .hasMessageStartingWith("Catalog 'web' has a bad table definition in file c.json: it is no JSON");
        }
    }

    @Test
    void saysWhenTheDirectoryIsMissing() {
        try (var connector = factory().create("web", Map.of("http.table-description-dir", "/no/such/place"))) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .hasMessage("Catalog 'web': the directory of 'http.table-description-dir' cannot be read:"
                            + " /no/such/place");
        }
    }
}
