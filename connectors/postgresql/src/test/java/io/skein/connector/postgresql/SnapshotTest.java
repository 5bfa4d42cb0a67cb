package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final SchemaTableName MANY = new SchemaTableName("public", "many");
    private static final List<ColumnHandle> COLUMNS =
            List.of(new ColumnHandle("n", Type.Simple.INTEGER, OptionalInt.empty()));
    private static final String HELD = "SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction'";

    private final LocalPostgres server = LocalPostgres.shared();
    private final String database = server.database();
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        allocator.close();
    }

    private void fill() {
        server.run(
                database,
                "CREATE TABLE many AS SELECT 1 AS n, repeat('x', 800) AS t FROM generate_series(1, 20000) AS n");
    }

    private static SplitSource splits(Connector connector) {
        return connector.splitManager().splits(Rows.table(connector, MANY), COLUMNS, Constraint.ALL);
    }

    private List<Integer> read(Connector connector, Split split) {
        List<Integer> values = new ArrayList<>();
        try (PageSource source =
                connector.pageSourceProvider().orElseThrow().open((Split.PageSplit) split, COLUMNS, allocator)) {
            while (source.next()) {
                IntVector numbers = (IntVector) source.root().getVector(0);
                for (int i = 0; i < source.root().getRowCount(); i++) {
                    values.add(numbers.get(i));
                }
            }
        }
        return values;
    }

    @Test
    void allPartsSeeOneMomentAsLongAsTheSplitsAreOpen() {
        fill();
        try (Connector connector = server.connect(database, Map.of())) {
            List<Split> parts;
            try (SplitSource source = splits(connector)) {
                assertThat(source.lasting()).isTrue();
                parts = source.next(100);
                assertThat(parts).hasSize(4);
                List<Integer> values = new ArrayList<>();
                for (Split part : parts) {
                    // What was before it is at the end of the table after it.
                    server.run(database, "UPDATE many SET n = n + 1");
                    values.addAll(read(connector, part));
                }
                assertThat(values).hasSize(20_000).containsOnly(1);
            }
            assertThat(server.run(database, HELD)).isEmpty();
            assertThatThrownBy(() -> read(connector, parts.getLast())).hasMessageContaining("snapshot");
        }
    }

    @Test
    void withoutAConnectionToSpareATableIsReadByOneStatement() {
        fill();
        try (Connector connector = server.connect(database, Map.of("connection-pool.max-size", "2"))) {
            try (SplitSource first = splits(connector);
                    SplitSource second = splits(connector)) {
                assertThat(first.next(100)).hasSize(4);
                assertThat(second.lasting()).isFalse();
                assertThat(read(connector, second.next(100).getFirst())).hasSize(20_000);
            }
            try (SplitSource third = splits(connector)) {
                assertThat(third.next(100)).hasSize(4);
            }
        }
    }
}
