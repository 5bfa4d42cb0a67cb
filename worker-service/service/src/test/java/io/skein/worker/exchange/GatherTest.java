package io.skein.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.PageSource;
import io.skein.worker.kernel.Kernel;
import io.skein.worker.kernel.KernelConfiguration;
import io.skein.worker.kernel.KernelPool;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.kernel.KernelStatement;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatherTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x % 2 = 0",
                "x::TINYINT",
                "x::SMALLINT",
                "x::INTEGER",
                "x / 3",
                "(x / 3)::FLOAT",
                "x::DECIMAL(38, 4) * -1",
                "repeat('ü', x::INTEGER % 5)",
                "encode(x::VARCHAR)",
                "DATE '2024-01-01' + x::INTEGER",
                "TIME '00:00:01' + to_seconds(x)",
                "TIMESTAMP '2024-01-01' + to_seconds(x)",
                "range(x % 4)",
                "[x::VARCHAR, NULL, '']",
                "{'a': x, 'b': {'c': x::VARCHAR, 'd': [x]}}",
                "MAP {x: x::VARCHAR, x + 1000: NULL}",
                "CASE WHEN x % 2 = 0 THEN {'a': [{'b': x}]} END"
            })
    void picksRowsOfEveryKindOfVector(String expression) {
        int[] rows = {3, 3, 0, 7, 99, 50, 51, 6};
        String withNulls =
                "SELECT CASE WHEN x % 7 = 6 THEN NULL ELSE " + expression + " END AS v FROM range(100) AS t(x)";
        for (String sql : List.of("SELECT " + expression + " AS v FROM range(100) AS t(x)", withNulls)) {
            try (BufferAllocator allocator = new RootAllocator();
                    KernelPool pool = new KernelPool(new KernelConfiguration(1 << 28, 1, directory, List.of(), 0));
                    Kernel kernel = pool.lease(KernelSettings.DEFAULT);
                    KernelStatement statement = kernel.statement();
                    PageSource source = statement.query(sql, allocator)) {
                assertThat(source.next()).isTrue();
                FieldVector vector = source.root().getVector(0);
                try (FieldVector picked = Gather.pick(vector, rows, rows.length, allocator)) {
                    assertThat(picked.getValueCount()).isEqualTo(rows.length);
                    for (int i = 0; i < rows.length; i++) {
                        assertThat(picked.getObject(i)).isEqualTo(vector.getObject(rows[i]));
                    }
                }
            }
        }
    }
}
