package io.skein.connector.iceberg.table;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WriteHandle.BloomFilters;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What governs how a table's files and metadata are written. */
class TablePropertiesTest {
    private static final String HASHED = "/[01]{4}/[01]{4}/[01]{4}/[01]{8}/";

    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(
                        directory,
                        Map.of("iceberg.allowed-extra-properties", "write.metadata.metrics.default, Own, own"))
                .withSchema();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theyAreKeptAndShown() {
        lake.create(
                "t",
                Map.of(
                        "max_commit_retry", "7",
                        "max_previous_versions", "3",
                        "delete_after_commit_enabled", "true",
                        "object_store_layout_enabled", "true",
                        "data_location", "'file://" + directory + "/elsewhere/'",
                        "parquet_bloom_filter_columns", "ARRAY['B', 'a']",
                        "extra_properties", "MAP(ARRAY['OWN'], ARRAY['it''s'])"),
                "a bigint",
                "b varchar");

        assertThat(shown())
                .containsEntry("max_commit_retry", "7")
                .containsEntry("max_previous_versions", "3")
                .containsEntry("delete_after_commit_enabled", "true")
                .containsEntry("object_store_layout_enabled", "true")
                .containsEntry("data_location", "'" + directory + "/elsewhere'")
                .containsEntry("parquet_bloom_filter_columns", "ARRAY['a','b']")
                .doesNotContainKey("extra_properties");
        assertThat(stored()).contains("\"own\":\"it's\"");
    }

    @Test
    void theyChangeAndGoBack() {
        lake.create("t", Map.of("parquet_bloom_filter_columns", "ARRAY['a']"), "a bigint", "b varchar");
        assertThat(target().layout().bloomFilters()).isEqualTo(BloomFilters.ALWAYS);
        set("parquet_bloom_filter_columns", "ARRAY['b']");
        assertThat(shown()).containsEntry("parquet_bloom_filter_columns", "ARRAY['b']");
        set("parquet_bloom_filter_columns", "ARRAY[]");
        assertThat(shown()).doesNotContainKey("parquet_bloom_filter_columns");
        assertThat(target().layout().bloomFilters()).isEqualTo(BloomFilters.WHERE_CHEAP);

        assertThat(target().directory()).matches(".*/t-[0-9a-f]+/data/[0-9a-f-]{36}");
        set("object_store_layout_enabled", "true");
        assertThat(target().directory()).matches(".*/t-[0-9a-f]+/data" + HASHED + "[0-9a-f-]{36}");
        set("data_location", "'" + directory + "/far'");
        assertThat(target().directory()).matches(directory + "/far" + HASHED + "s/t-[0-9a-f]+/[0-9a-f-]{36}");
        refuses(
                () -> lake.connector
                        .definition()
                        .orElseThrow()
                        .changeTable(
                                lake.table("t"),
                                new TableChange.SetProperties(
                                        Map.of("object_store_layout_enabled", Optional.of("false")))),
                "Data location can only be set when object store layout is enabled");
        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(
                        lake.table("t"),
                        new TableChange.SetProperties(Map.of(
                                "object_store_layout_enabled", Optional.of("false"),
                                "data_location", Optional.empty())));
        assertThat(shown()).doesNotContainKeys("data_location", "object_store_layout_enabled");
        assertThat(target().directory()).matches(".*/t-[0-9a-f]+/data/[0-9a-f-]{36}");
    }

    @Test
    void oldMetadataIsDeletedBeyondTheVersionsThatAreWanted() {
        lake.create("t", Map.of("delete_after_commit_enabled", "true", "max_previous_versions", "2"), "a bigint");
        for (int i = 0; i < 5; i++) {
            lake.insert("t", 10, Map.of("a", bounds("1", "2")));
        }
        assertThat(lake.files(".metadata.json")).hasSize(3);
    }

    @Test
    void anAbortedWriteLeavesNothingAtTheOtherPlace() throws Exception {
        WriteHandle write = lake.connector
                .write()
                .orElseThrow()
                .beginCreate(
                        Lake.shape(
                                "t",
                                Map.of(
                                        "object_store_layout_enabled",
                                        "true",
                                        "data_location",
                                        "'" + directory + "/far'"),
                                "a bigint"),
                        false);
        Lake.file(write, 10, Map.of());
        lake.connector.write().orElseThrow().abort(write, List.of());

        try (Stream<Path> left = Files.walk(directory.resolve("far"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aCatalogMayLayOutAllItsTablesForObjectStores() {
        try (Lake other = new Lake(directory.resolve("other"), Map.of("iceberg.object-store-layout.enabled", "true"))
                .withSchema()) {
            other.create("t", Map.of(), "a bigint");
            other.create("plain", Map.of("object_store_layout_enabled", "false"), "a bigint");
            assertThat(other.metadata("t").properties()).containsEntry("object_store_layout_enabled", "true");
            assertThat(other.metadata("plain").properties()).doesNotContainKey("object_store_layout_enabled");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "max_commit_retry|-1|max_commit_retry must be greater than or equal to 0",
                "max_previous_versions|0|max_previous_versions must be greater than or equal to 1",
                "delete_after_commit_enabled|1|Table property 'delete_after_commit_enabled' must be a boolean, not 1",
                "data_location|'/etc/skein'|The location /etc/skein is not under the warehouse",
                "data_location|'DIRECTORY/far'|Data location can only be set when object store layout is enabled",
                "parquet_bloom_filter_columns|ARRAY['x']|Parquet Bloom filter column x not present in schema",
                "parquet_bloom_filter_columns|ARRAY['d']|Parquet Bloom filter column d has unsupported type date",
                "extra_properties|MAP(ARRAY['format-version'], ARRAY['1'])|Illegal keys in extra_properties: [format-version]",
                "extra_properties|MAP(ARRAY['own', 'other'], ARRAY['1', '2'])|Illegal keys in extra_properties: [other]",
                "extra_properties|MAP(ARRAY['own'], ARRAY[])|Table property 'extra_properties' must be a map of strings"
            })
    void whatTheyCannotBeIsRefused(String name, String value, String message) {
        lake.create("there", Map.of(), "a bigint", "d date");
        String given = value.replace("DIRECTORY", directory.toString());
        refuses(() -> lake.create("t", Map.of(name, given), "a bigint", "d date"), message);
        refuses(
                () -> lake.connector
                        .definition()
                        .orElseThrow()
                        .changeTable(
                                lake.table("there"), new TableChange.SetProperties(Map.of(name, Optional.of(given)))),
                message);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .hasMessageStartingWith(message)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(StandardErrorCode.INVALID_TABLE_PROPERTY.code()));
    }

    private void set(String name, String value) {
        lake.connector
                .definition()
                .orElseThrow()
                .changeTable(lake.table("t"), new TableChange.SetProperties(Map.of(name, Optional.of(value))));
    }

    private Map<String, String> shown() {
        return lake.metadata("t").properties();
    }

    private String stored() {
        return lake.files(".metadata.json").stream()
                .map(file -> {
                    try {
                        return Files.readString(file)
                                .replaceAll("\\s*\\n\\s*", "")
                                .replace("\" : \"", "\":\"");
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private WriteHandle.Files target() {
        return (WriteHandle.Files) lake.connector
                .write()
                .orElseThrow()
                .beginInsert(lake.table("t"), List.of("a", "b"))
                .target();
    }
}
