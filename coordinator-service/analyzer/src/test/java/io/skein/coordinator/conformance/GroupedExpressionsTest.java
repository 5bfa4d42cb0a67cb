package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grouping expression is found again wherever it is written, also one with a lambda or one that is volatile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupedExpressionsTest {
    private static final String ROWS = " FROM UNNEST(sequence(1, 4)) AS t(x) GROUP BY ";

    private final LocalSession session = new LocalSession();
    private LocalEngine engine;

    @BeforeAll
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cardinality(filter(ARRAY[2, x], e -> e > 1)) | 1 | [[1, 1], [2, 3]]",
                "cardinality(filter(ARRAY[2, x], e -> e > 1)) | cardinality(filter(ARRAY[2, x], y -> y > 1)) | [[1, 1], [2, 3]]",
                "transform(ARRAY[ARRAY[1]], a -> transform(a, b -> a[1] + b)) | 1 | [[[[2]], 4]]",
                "CASE random(1) WHEN 0 THEN 5 END | 1 | [[5, 4]]"
            })
    void groups(String expression, String grouping, String rows) {
        Answer answer =
                engine.execute("SELECT " + expression + ", count(*)" + ROWS + grouping + " ORDER BY 1, 2", session);
        assertThat(answer.error()).isNull();
        assertThat(answer.rows()).hasToString(rows);
    }
}
