package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subqueries that read an unnested column of the query around them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrelatedUnnestTest {

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
                "n >= (SELECT min(nationkey) FROM nation WHERE regionkey = n) | [[1]]",
                "n < (SELECT max(nationkey) - 20 FROM nation WHERE regionkey = n) | [[1]]",
                "EXISTS (SELECT 1 FROM nation WHERE regionkey = n) | [[1], [2], [3]]",
                "n IN (SELECT nationkey FROM nation WHERE regionkey = n) | [[1]]",
                "n NOT IN (SELECT regionkey FROM nation WHERE nationkey < n) | [[1], [2], [3]]"
            })
    void readTheColumn(String condition, String rows) {
        Answer answer = engine.execute(
                "SELECT n FROM UNNEST(sequence(1, 3)) AS t(n) WHERE " + condition + " ORDER BY 1", session);
        assertThat(answer.error()).isNull();
        assertThat(answer.rows()).hasToString(rows);
    }
}
