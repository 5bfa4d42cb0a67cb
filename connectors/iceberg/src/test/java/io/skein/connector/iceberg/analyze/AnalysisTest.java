package io.skein.connector.iceberg.analyze;

import static io.skein.connector.iceberg.Lake.bounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.Lake;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.testkit.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisTest {
    private final BufferAllocator allocator = new RootAllocator();

    @TempDir
    private Path directory;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(directory).withSchema();
        lake.create("t", Map.of(), "k bigint", "name varchar");
        lake.insert("t", 4, Map.of("k", bounds("1", "3"), "name", bounds("a", "b")));
    }

    @AfterEach
    void close() {
        lake.close();
        allocator.close();
    }

    @Test
    void distinctValuesAreCountedAndKept() {
        analyze(List.of("k", "name"));

        assertThat(distinct("k")).hasValue(3);
        assertThat(distinct("name")).hasValue(2);
        assertThat(lake.files(".stats")).hasSize(1);
    }

    @Test
    void otherColumnsKeepWhatWasLearnt() {
        analyze(List.of("k", "name"));
        analyze(List.of("k"));

        assertThat(distinct("name")).hasValue(2);
    }

    @Test
    void whatWasLearntIsForgottenWhenToldTo() {
        analyze(List.of("k"));
        lake.connector
                .procedures()
                .orElseThrow()
                .execute(lake.table("t"), new ProcedureCall("", "DROP_EXTENDED_STATS", Map.of(), Map.of()));

        assertThat(distinct("k")).isEmpty();
    }

    @Test
    void aSessionMayRefuseIt() {
        assertThatThrownBy(() -> lake.connector
                        .analysis()
                        .orElseThrow()
                        .begin(lake.table("t"), List.of("k"), Map.of("extended_statistics_enabled", "false")))
                .isInstanceOf(SkeinException.class)
                .hasMessageStartingWith("Analyze is not enabled.");
    }

    @Test
    void aCatalogMayLeaveItOut() {
        analyze(List.of("k"));
        try (Lake off = new Lake(lake.directory, Map.of("iceberg.extended-statistics.enabled", "false"))) {
            assertThat(Objects.requireNonNull(off.connector
                                    .metadata()
                                    .statistics(off.table("t"), Constraint.ALL)
                                    .columns()
                                    .get("k"))
                            .distinctValues())
                    .isEmpty();
            assertThat(learning(off)).isEqualTo(WriteHandle.Learning.NOTHING);
            assertThatThrownBy(
                            () -> off.connector.analysis().orElseThrow().begin(off.table("t"), List.of("k"), Map.of()))
                    .isInstanceOf(SkeinException.class)
                    .hasMessageStartingWith("Analyze is not enabled.");
            assertThat(off.connector
                            .analysis()
                            .orElseThrow()
                            .begin(off.table("t"), List.of("k"), Map.of("extended_statistics_enabled", "true"))
                            .columns())
                    .hasSize(1);
        }
        try (Lake quiet = new Lake(lake.directory, Map.of("iceberg.extended-statistics.collect-on-write", "false"))) {
            assertThat(learning(quiet)).isEqualTo(WriteHandle.Learning.NOTHING);
        }
        assertThat(learning(lake)).isEqualTo(WriteHandle.Learning.VALUES);
    }

    private static WriteHandle.Learning learning(Lake lake) {
        WriteHandle insert = lake.connector.write().orElseThrow().beginInsert(lake.table("t"), List.of("k"));
        assertThat(((WriteHandle.Files) insert.withoutLearning().target())
                        .layout()
                        .learning())
                .isEqualTo(WriteHandle.Learning.NOTHING);
        return ((WriteHandle.Files) insert.target()).layout().learning();
    }

    private void analyze(List<String> columns) {
        WriteHandle handle = lake.connector.analysis().orElseThrow().begin(lake.table("t"), columns, Map.of());
        List<List<Object>> rows = List.of(List.of(1L, "a"), List.of(2L, "a"), List.of(3L, "b"), List.of(3L, "b"));
        List<List<Object>> narrowed =
                rows.stream().map(row -> row.subList(0, columns.size())).toList();
        lake.connector.write().orElseThrow().finish(handle, Rows.sink(lake.connector, handle, narrowed, allocator));
    }

    private OptionalDouble distinct(String column) {
        return Objects.requireNonNull(lake.connector
                        .metadata()
                        .statistics(lake.table("t"), Constraint.ALL)
                        .columns()
                        .get(column))
                .distinctValues();
    }
}
