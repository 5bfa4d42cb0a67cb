package io.skein.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.testkit.FactoryContract;
import io.skein.spi.testkit.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "kafka";
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("kafka.nodes", "127.0.0.1:1", "kafka.table-names", "events.Page_Views,plain");
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("kafka.table-name", "kafka.table-names");
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> properties = new HashMap<>(properties());
        properties.put(key, value);
        return properties;
    }

    private void refuses(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> factory().create("some", properties))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage(message);
    }

    @Test
    void namesAreTablesOfTheirSchemasWithoutAnyBroker() {
        try (var connector = factory().create("some", properties())) {
            assertThat(connector.metadata().schemas()).containsExactly("default", "events");
            assertThat(connector.metadata().tables(Optional.empty()))
                    .containsExactly(
                            new SchemaTableName("default", "plain"), new SchemaTableName("events", "page_views"));
            assertThat(Rows.columns(connector, Rows.table(connector, new SchemaTableName("events", "page_views"))))
                    .extracting(column -> column.name() + " " + column.type())
                    .containsExactly("payload varchar");
        }
    }

    @Test
    void aDefinitionGivesTheTableItsColumns(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("any.json"), """
            {"tableName": "Plain", "topicName": "Other.Topic",
             "message": {"dataFormat": "json", "fields": [{"name": "Id", "type": "BIGINT", "mapping": "id"}]}}\
            """);
        try (var connector = factory().create("some", with("kafka.table-description-dir", directory.toString()))) {
            var table = Rows.table(connector, new SchemaTableName("default", "plain"));
            assertThat(Rows.columns(connector, table))
                    .extracting(column -> column.name() + " " + column.type())
                    .containsExactly("id bigint");
            assertThat(connector.metadata().tableMetadata(table).columns())
                    .filteredOn(ColumnMetadata::hidden)
                    .extracting(ColumnMetadata::name)
                    .containsExactly(
                            "_partition_id",
                            "_partition_offset",
                            "_message_corrupt",
                            "_message",
                            "_headers",
                            "_message_length",
                            "_key_corrupt",
                            "_key",
                            "_key_length",
                            "_timestamp");
        }
    }

    @Test
    void aBadDefinitionNamesItsFile(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("bad.json"), "{\"tableName\": \"plain\"}");
        try (var connector = factory().create("some", with("kafka.table-description-dir", directory.toString()))) {
            assertThatThrownBy(() -> connector.metadata().table(new SchemaTableName("default", "plain")))
                    .hasMessage(
                            "Catalog 'some': the file 'bad.json' is not a table definition: 'topicName' is missing");
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        refuses(Map.of("kafka.table-names", "a"), "Catalog 'some' needs the property 'kafka.nodes'");
        refuses(
                Map.of("kafka.nodes", "127.0.0.1:1"),
                "Catalog 'some' needs the property 'kafka.table-names' or 'kafka.topic-pattern'");
        refuses(
                with("kafka.table-description-supplier", "CONFLUENT"),
                "Catalog 'some' needs the property 'kafka.confluent-schema-registry-url'");
        refuses(
                with("kafka.messages-per-split", "0"),
                "Catalog 'some' has a bad value for 'kafka.messages-per-split': '0' is not an integer from 1 to"
                        + " 2147483647");
        refuses(
                with("kafka.topic-pattern", "("),
                "Catalog 'some' has a bad value for 'kafka.topic-pattern': '(' is not a regular expression");
        refuses(
                with("kafka.config.resources", "/no/such/file"),
                "Catalog 'some' has a bad value for 'kafka.config.resources': '/no/such/file' cannot be read");
    }
}
