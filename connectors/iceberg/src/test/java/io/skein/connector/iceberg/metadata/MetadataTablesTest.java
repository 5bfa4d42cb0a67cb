package io.skein.connector.iceberg.metadata;

import static io.skein.connector.iceberg.Lake.bounds;
import static io.skein.connector.iceberg.Lake.nulls;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.testkit.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTablesTest {
    private final BufferAllocator allocator = new RootAllocator();

    @TempDir
    private Path directory;

    private Lake lake;
    private List<Path> files;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        lake.create("t", Map.of(), "k bigint", "name varchar", "since date");
        files = lake.insert("t", 10, Map.of("k", bounds("1", "5"), "name", bounds("a", "c"), "since", nulls(10)));
    }

    @AfterEach
    void close() {
        lake.close();
        allocator.close();
    }

    @Test
    void aTableBeginsWithASnapshotOfNoRows() {
        assertThat(read("t$snapshots", "operation")).containsExactly("append", "append");
        assertThat(read("t$history", "is_current_ancestor")).containsExactly(true, true);
        assertThat(read("t$refs", "name")).containsExactly("main");
        assertThat(read("t$refs", "type")).containsExactly("BRANCH");
    }

    @Test
    void filesAreDescribed() {
        assertThat(read("t$files", "file_path"))
                .containsExactly(files.getFirst().toString());
        assertThat(read("t$files", "content")).containsExactly(0);
        assertThat(read("t$files", "record_count")).containsExactly(10L);
        assertThat(read("t$files", "readable_metrics"))
                .containsExactly("{\"k\":{\"column_size\":40,\"value_count\":10,\"null_value_count\":0,"
                        + "\"nan_value_count\":null,\"lower_bound\":1,\"upper_bound\":5},"
                        + "\"name\":{\"column_size\":40,\"value_count\":10,\"null_value_count\":0,"
                        + "\"nan_value_count\":null,\"lower_bound\":\"a\",\"upper_bound\":\"c\"},"
                        + "\"since\":{\"column_size\":40,\"value_count\":10,\"null_value_count\":10,"
                        + "\"nan_value_count\":null,\"lower_bound\":null,\"upper_bound\":null}}");
    }

    @Test
    void manifestsAndEntriesAreDescribed() {
        assertThat(read("t$manifests", "added_rows_count")).containsExactly(10L);
        assertThat(read("t$all_manifests", "added_data_files_count")).containsExactly(1);
        assertThat(read("t$entries", "status")).containsExactly(1);
        assertThat(read("t$all_entries", "sequence_number")).containsExactly(2L);
        assertThat(read("t$metadata_log_entries", "latest_sequence_number")).containsExactly(1L, 2L);
    }

    @Test
    void propertiesSayWhatTheTableIs() {
        assertThat(read("t$properties", "key"))
                .contains("format", "format-version", "provider", "location", "current-snapshot-id");
        assertThat(read("t$properties", "value")).contains("iceberg/PARQUET", "2", "iceberg");
    }

    @Test
    void partitionsAddUpTheirFiles() {
        lake.create("p", Map.of("partitioning", "ARRAY['since']"), "k bigint", "since date");

        assertThat(columns("p$partitions"))
                .containsExactly(
                        "partition row(since date)",
                        "record_count bigint",
                        "file_count bigint",
                        "total_size bigint",
                        "data row(k row(min bigint, max bigint, null_count bigint, nan_count bigint))");
        assertThat(columns("t$partitions").getFirst()).isEqualTo("record_count bigint");
        assertThat(read("t$partitions", "record_count")).containsExactly(10L);
        assertThat(read("p$partitions", "record_count")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t$nope", "t$", "$files", "missing$files"})
    void otherNamesAreNoTables(String name) {
        assertThat(lake.connector.metadata().table(Lake.name(name))).isEmpty();
    }

    @Test
    void nothingIsKnownOfTheirRows() {
        assertThat(lake.connector.metadata().statistics(lake.table("t$files"), Constraint.ALL))
                .isEqualTo(TableStatistics.UNKNOWN);
        assertThat(lake.connector.metadata().tables(java.util.Optional.of(Lake.SCHEMA)))
                .containsExactly(Lake.name("t"));
    }

    @Test
    void filesAreColumnsOfTheirRows() {
        List<ColumnHandle> hidden = lake.connector.metadata().tableMetadata(lake.table("t")).columns().stream()
                .filter(ColumnMetadata::hidden)
                .map(ColumnMetadata::handle)
                .toList();

        assertThat(hidden).extracting(ColumnHandle::name).containsExactly("$path", "$partition", "$file_modified_time");
        try (SplitSource splits = lake.connector.splitManager().splits(lake.table("t"), hidden, Constraint.ALL)) {
            Map<String, String> constants = ((Split.FileSplit) splits.next(1).getFirst()).constants();
            assertThat(constants)
                    .containsEntry("$path", "'" + files.getFirst() + "'")
                    .containsEntry("$partition", "''")
                    .hasEntrySatisfying(
                            "$file_modified_time", time -> assertThat(time).contains("'zone': 'UTC'"));
        }
    }

    private List<String> columns(String table) {
        return lake.connector.metadata().tableMetadata(lake.table(table)).columns().stream()
                .map(column -> column.name() + " " + column.type().displayName())
                .toList();
    }

    private List<@Nullable Object> read(String table, String column) {
        ColumnHandle wanted = lake.connector.metadata().tableMetadata(lake.table(table)).columns().stream()
                .map(ColumnMetadata::handle)
                .filter(handle -> handle.name().equals(column))
                .findFirst()
                .orElseThrow();
        Stream<List<@Nullable Object>> rows =
                Rows.read(lake.connector, lake.table(table), List.of(wanted), allocator).stream();
        return rows.<@Nullable Object>map(row -> Objects.requireNonNull(row.getFirst()))
                .toList();
    }
}
