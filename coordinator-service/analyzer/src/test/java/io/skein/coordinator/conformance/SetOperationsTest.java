package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CORRESPONDING, and chains of UNION. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetOperationsTest {
    private LocalEngine engine;

    @BeforeAll
    void open(@TempDir Path directory) {
        engine = new LocalEngine(directory);
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT 1 AS a, 2 AS b UNION ALL CORRESPONDING SELECT 3 AS B, 4 AS a ORDER BY 1~[[1, 2], [4, 3]]",
                "SELECT 1 AS a, 2 AS b, 3 AS c UNION CORRESPONDING SELECT 3 AS c, 4 AS d~[[3]]",
                "SELECT 1 AS a, 2 AS b EXCEPT CORRESPONDING SELECT 3 AS c, 1 AS a~[]",
                "SELECT 1 AS a, 2 AS b INTERSECT CORRESPONDING SELECT 2.0 AS b~[[2.0]]",
                "SELECT * FROM (SELECT 1 AS a, 2 UNION ALL CORRESPONDING SELECT 3, 5 AS a) ORDER BY a~[[1], [5]]",
                "SELECT 1 UNION SELECT 1 UNION ALL SELECT 1~[[1], [1]]",
                "SELECT count(*) FROM (SELECT * FROM (VALUES TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 01:00:00 UTC') AS t(a) EXCEPT SELECT TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna')~[[0]]",
                "SELECT count(*) FROM (SELECT * FROM (VALUES TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 03:00:00 UTC') AS t(a) EXCEPT ALL SELECT TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna')~[[2]]",
                "SELECT count(*) FROM (SELECT * FROM (VALUES TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 03:00:00 UTC') AS t(a) INTERSECT SELECT TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna')~[[1]]",
                "SELECT count(*) FROM (SELECT * FROM (VALUES TIMESTAMP '2020-01-01 01:00:00 UTC', TIMESTAMP '2020-01-01 01:00:00 UTC', NULL) AS t(a) INTERSECT ALL SELECT * FROM (VALUES TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna', TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna', NULL, NULL) AS u(a))~[[3]]",
                "SELECT count(*), min(b) FROM (SELECT * FROM (VALUES (TIMESTAMP '2020-01-01 01:00:00 UTC', 1), (TIMESTAMP '2020-01-01 01:00:00 UTC', 2), (TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna', 2)) AS t(a, b) EXCEPT SELECT TIMESTAMP '2020-01-01 02:00:00 Europe/Vienna', 1 EXCEPT SELECT TIMESTAMP '2020-01-01 03:00:00 UTC', 3)~[[1, 2]]",
                "SELECT 1 UNION ALL SELECT 1 UNION SELECT 1~[[1]]",
                "SELECT 1 UNION ALL (SELECT 2 UNION SELECT 2) UNION ALL SELECT 3 ORDER BY 1~[[1], [2], [3]]",
                "SELECT x FROM (SELECT 16777217 AS x UNION ALL SELECT REAL '1' UNION ALL SELECT 1e0) ORDER BY x DESC LIMIT"
                        + " 1~[[1.6777216E7]]",
            })
    void answers(String sql, String rows) {
        assertThat(engine.execute(sql, new LocalSession()).rows().toString()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT 1 AS a UNION CORRESPONDING SELECT 3 AS c~INVALID_COLUMN_REFERENCE: line 1:21: No corresponding columns",
                "SELECT 1 AS a, 2 AS a UNION CORRESPONDING SELECT 3 AS a~AMBIGUOUS_NAME: line 1:29: Column 'a' is ambiguous",
                "SELECT 1 AS a UNION CORRESPONDING BY (a) SELECT 3 AS a~NOT_SUPPORTED: line 1:21: CORRESPONDING with columns is"
                        + " unsupported",
            })
    void refuses(String sql, String error) {
        assertThat(new StatementClient(engine).failure(sql)).isEqualTo(error);
    }

    @Test
    void aChainOfUnionsIsOneOperation() {
        String sql = engine.kernelSql(
                "SELECT name FROM region UNION ALL SELECT name FROM nation UNION ALL SELECT 'x'", new LocalSession());

        assertThat(sql)
                .matches(
                        ".*FROM \\(\\(SELECT [^()]*\\) UNION ALL \\(SELECT [^()]*\\) UNION ALL \\(SELECT [^()]*\\)\\)");
    }
}
