package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The families that are the front end's own, as far as they must hold; the cluster's tests run all of them. */
class ConformanceTest {
    @ParameterizedTest
    @CsvSource({
        "q-select, 0.98",
        "q-setops, 0.98",
        "q-with, 0.94",
        "q-subqueries, 0.96",
        "q-errors, 0.88",
        "q-match-recognize, 1"
    })
    void familyHolds(String family, double share, @TempDir Path directory) throws IOException {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        try (LocalEngine engine = new LocalEngine(directory)) {
            LocalSession session = new LocalSession();
            for (ConformanceStatement statement :
                    ConformanceStatement.read(ConformanceRun.files().resolve(family + ".jsonl"))) {
                Answer answer = engine.execute(statement.sql(), session);
                if (!statement.setup()) {
                    asked++;
                    Comparison.difference(statement, answer, false)
                            .ifPresent(cause -> differences.add(statement.id() + ": " + cause));
                }
            }
        }
        assertThat(differences).hasSizeLessThanOrEqualTo((int) (asked * (1 - share)));
    }
}
