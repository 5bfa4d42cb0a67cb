package io.skein.coordinator.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
    private final StatementParser parser = new StatementParser();

    @Test
    void identicalStatementsShareOneTree() {
        assertThat(parser.parse("SELECT * EXCLUDE (a) FROM t"))
                .isSameAs(parser.parse("SELECT * EXCLUDE (a) FROM t"))
                .isNotSameAs(parser.parse("SELECT * EXCLUDE (a) FROM t "));
    }

    @Test
    void whatIsKeptIsBoundedByItsLength() {
        ParsedStatements parsed = new ParsedStatements();
        parsed.keep("x".repeat(100_000), parser.parse("SELECT 1"));
        assertThat(parsed.size()).isZero();

        for (int i = 0; i < 100; i++) {
            parsed.keep(i + " ".repeat(50_000), parser.parse("SELECT 1"));
        }

        assertThat(parsed.size()).isEqualTo(10);
        assertThat(parsed.find("99" + " ".repeat(50_000))).isPresent();
        assertThat(parsed.find("0" + " ".repeat(50_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT a FROM t QUALIFY rank() OVER (ORDER BY a) = 1",
                "SELECT a FROM t WHERE b GROUP BY c HAVING d QUALIFY e = 1 ORDER BY f LIMIT 1",
                "SELECT a FROM t WINDOW w AS (ORDER BY a) QUALIFY sum(a) OVER w = 1 UNION SELECT 2",
                "SELECT a FROM t QUALIFY sum(a) OVER w = 1 WINDOW w AS (ORDER BY a), v AS (w)",
                "SELECT a FROM t QUALIFY a IN (SELECT b FROM u QUALIFY rank() OVER (ORDER BY b) = 1) OR c",
                "SELECT *, t.* EXCLUDE (a, \"b c\"), * EXCLUDE d FROM t",
                "SELECT * FROM t PIVOT (sum(a) AS x, max(b) FOR c IN (1, 2 AS two)) AS p",
                "SELECT * FROM t AS u PIVOT (sum(a) FOR (c, d) IN ((1, 2), (3, 4) x) GROUP BY CUBE (e), f) p (a, b)",
                "CREATE VIEW v AS SELECT * EXCLUDE (a) FROM t PIVOT (sum(a) FOR c IN (1)) QUALIFY b",
                "PREPARE p FROM SELECT * EXCLUDE (a) FROM t QUALIFY b > ?",
                "ALTER CATALOG c SET PROPERTIES \"a-b\" = 'x', d = DEFAULT",
                "EXPLAIN ALTER CATALOG \"c d\" SET PROPERTIES a = 'x'",
                "SHOW CREATE CATALOG c",
                "PREPARE p FROM SHOW CREATE CATALOG c",
            })
    void whatIsFormattedIsReadBackTheSame(String sql) {
        String text = StatementText.of(parser.parse(sql));

        assertThat(text).doesNotContain("$");
        assertThat(StatementText.of(parser.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT * EXCLUDE (a) FRM t~10~mismatched input 'EXCLUDE'",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN (1) HAVING c)~27~mismatched input '('",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN (SELECT 1))~27~mismatched input '('",
                "SELECT 1 FROM~14~mismatched input '<EOF>'",
            })
    void theStandardSyntaxErrorStays(String sql, int column, String start) {
        SkeinException failure = catchThrowableOfType(SkeinException.class, () -> parser.parse(sql));
        assertThat(failure.code().name()).isEqualTo("SYNTAX_ERROR");
        assertThat(failure.location()).contains(new Location(1, column));
        assertThat(failure).hasMessageStartingWith(start);
    }
}
