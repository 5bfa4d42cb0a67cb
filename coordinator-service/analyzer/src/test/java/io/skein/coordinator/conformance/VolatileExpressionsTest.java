package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A volatile expression is evaluated once for each row, however often its value is looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VolatileExpressionsTest {
    private static final String ROWS = " FROM UNNEST(sequence(1, 3000)) AS t(x)";

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
    @ValueSource(
            strings = {
                "random(3, 5) IN (3, 4)",
                "random(3, 5) IN (x - x + 3, 4)",
                "x + random(2) IN (x, x + 1)",
                "CAST(random(2) AS double) IN (0e0, x / x)",
                "ROW(random(2), 1) IN (ROW(0, 1), ROW(1, 1))",
                "random(2) BETWEEN 0 AND 1",
                "CAST(random(2) AS double) BETWEEN 0e0 AND CAST(x AS double)",
                "x BETWEEN x + random(2) - 1 AND x + random(2)",
                "CASE random(2) WHEN 0 THEN true WHEN 1 THEN true END",
                "CASE random(2) WHEN 0 THEN (SELECT true) WHEN 1 THEN (SELECT count(*) = 5 FROM region) END",
                "CASE WHEN x > 0 THEN CASE rand(2) WHEN 0 THEN true WHEN 1 THEN true END END",
                "coalesce(NULLIF(random(2), 0), 1) = 1",
                "CAST(random(2) AS double) + (SELECT 1) <= (SELECT CAST(2 AS double))",
                "array_sort(shuffle(ARRAY[1, 2, 3])) = ARRAY[1, 2, 3]",
                "any_match(ARRAY[x], e -> random(2) IN (0, 1))",
                "TRY(x / (1 + random(2))) IS NOT NULL",
                "length(CAST(uuid() AS varchar)) = 36",
                "sequence(random(2), 1)[1] IN (0, 1)",
                "abs(random(2) - 1) IN (0, 1)"
            })
    void holdsInEachRow(String condition) {
        assertThat(rows("SELECT count(*), count_if(" + condition + ")" + ROWS)).isEqualTo("[[3000, 3000]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r IN (0, 1)",
                "r BETWEEN 0 AND 1",
                "r = r",
                "CASE r WHEN 0 THEN true WHEN 1 THEN true END",
                "coalesce(NULLIF(r, 0), 1) = 1",
                "r IN (SELECT regionkey FROM region)"
            })
    void holdsOfAColumn(String condition) {
        String source = " FROM (SELECT CAST(random(2) AS double) AS r" + ROWS + ")";
        assertThat(rows("SELECT count_if(" + condition + ")" + source)).isEqualTo("[[3000]]");
        assertThat(rows("SELECT count(*)" + source + " WHERE " + condition)).isEqualTo("[[3000]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random() = random()",
                "NULLIF(random(), random()) IS NULL",
                "CASE WHEN random() = 2 THEN 1 WHEN random() = random() THEN 2 END = 2",
                "uuid() = uuid()"
            })
    void twoCallsAreTwoValues(String condition) {
        assertThat(rows("SELECT count_if(" + condition + ")" + ROWS)).isEqualTo("[[0]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random(1000000) + 1", "shuffle(sequence(1, 20))", "abs(random())", "uuid()"})
    void eachRowHasItsOwn(String value) {
        assertThat(rows("SELECT count(DISTINCT v) > 2900 FROM (SELECT " + value + " AS v" + ROWS + ")"))
                .isEqualTo("[[true]]");
    }

    private String rows(String sql) {
        Answer answer = engine.execute(sql, session);
        assertThat(answer.error()).isNull();
        return answer.rows().toString();
    }
}
