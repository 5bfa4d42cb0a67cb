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

/** Row pattern recognition beyond the statements of its conformance family. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternRecognitionTest {
    private static final String PRICES = "(VALUES (1, 90), (2, 80), (3, 70), (4, 70), (5, 75)) t(d, p)";
    private static final String NUMBERS = "(VALUES 1, 2, 3, 4, 5, 6) t(x)";

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

    private Answer over(String source, String clause) {
        return engine.execute("SELECT * FROM " + source + " MATCH_RECOGNIZE (" + clause + ") ORDER BY 1", session);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALL ROWS PER MATCH WITH UNMATCHED ROWS PATTERN (a down+)"
                        + "| [[1, 1, A, null, 1, 3, 0, 90], [2, 1, DOWN, 80, 2, 3, 1, 80], [3, 1, DOWN, 150, 3, 3, 2, 70],"
                        + " [4, null, null, null, null, null, null, 70], [5, null, null, null, null, null, null, 75]]",
                "ALL ROWS PER MATCH OMIT EMPTY MATCHES PATTERN (down*)"
                        + "| [[2, 2, DOWN, 80, 1, 2, 1, 80], [3, 2, DOWN, 150, 2, 2, 2, 70]]",
                "ALL ROWS PER MATCH PATTERN (a? {- down -} b+?)"
                        + "| [[1, 1, A, null, 1, 3, 0, 90], [3, 1, B, 80, 3, 3, 1, 70]]"
            })
    void showsTheRowsAskedFor(String clause, String rows) {
        String measures = "ORDER BY d MEASURES match_number() AS mn, classifier() AS cl, sum(down.p) AS s,"
                + " RUNNING count(*) AS rc, FINAL count(*) AS fc, count(down.*) AS dc ";
        assertThat(over(PRICES, measures + clause + " DEFINE down AS p < prev(p)")
                        .rows())
                .hasToString(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "AFTER MATCH SKIP TO NEXT ROW PATTERN (a b c) DEFINE b AS true # [[[1, 2, 3]], [[2, 3, 4]], [[3, 4, 5]], [[4, 5, 6]]]",
                "AFTER MATCH SKIP TO LAST b PATTERN (a b c?) DEFINE b AS true # [[[1, 2, 3]], [[2, 3, 4]], [[3, 4, 5]], [[4, 5, 6]], [[5, 6]]]",
                "PATTERN (a+? b) DEFINE b AS x % 3 = 0 # [[[1, 2, 3]], [[4, 5, 6]]]",
                "PATTERN (^ a b) DEFINE a AS true # [[[1, 2]]]",
                "PATTERN (a b $) DEFINE a AS true # [[[5, 6]]]",
                "PATTERN (a{2,3}) DEFINE a AS true # [[[1, 2, 3]], [[4, 5, 6]]]",
                "PATTERN (a{2,3}?) DEFINE a AS true # [[[1, 2]], [[3, 4]], [[5, 6]]]",
                "PATTERN (PERMUTE(a, b)) DEFINE a AS x % 3 = 0, b AS x % 3 > 0 # [[[2, 3]], [[5, 6]]]",
                "PATTERN (a+) DEFINE a AS sum(a.x) <= 6 # [[[1, 2, 3]], [[4]], [[5]], [[6]]]",
                "PATTERN (a b*) DEFINE b AS x - a.x < 2 AND avg(x) < 100 # [[[1, 2]], [[3, 4]], [[5, 6]]]",
                "PATTERN (a b*) DEFINE b AS x * 2.5 <= first(a.x) * 5.5 # [[[1, 2]], [[3, 4, 5, 6]]]",
                "PATTERN (a b+) DEFINE b AS coalesce(last(b.x, 1), 0) = 0 OR x - last(b.x, 1) = 1 # [[[1, 2, 3, 4, 5, 6]]]",
                "PATTERN ((a | b)+) DEFINE a AS count(a.*) < 3, b AS last(classifier(), 1) = 'A' # [[[1, 2, 3]], [[4, 5, 6]]]",
                "PATTERN (a b) DEFINE b AS match_number() < 3 AND prev(classifier()) = 'A' # [[[1, 2]], [[3, 4]]]",
                "PATTERN (a b) DEFINE b AS x IN (SELECT regionkey FROM region) OR x = (SELECT max(regionkey) + 2 FROM region) # [[[1, 2]], [[3, 4]], [[5, 6]]]",
                "PATTERN (a b) DEFINE b AS prev(x, 1) + 1 = x AND first(x) < (SELECT 2) # [[[1, 2]]]",
                "PATTERN (u_1 b) SUBSET u = (u_1, b) DEFINE b AS max(u.x) = next(x) - 1 # [[[1, 2]], [[3, 4]]]"
            })
    void matchesByPreference(String clause, String rows) {
        assertThat(over(NUMBERS, "ORDER BY x MEASURES array_agg(x) AS rows_of_match " + clause)
                        .rows())
                .hasToString(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MEASURES y AS z PATTERN (a) DEFINE a AS true | COLUMN_NOT_FOUND: line 1:72: Column 'y' cannot be resolved",
                "MEASURES a.y AS z PATTERN (a) DEFINE a AS true | COLUMN_NOT_FOUND: line 1:72: Column y prefixed with label A cannot be resolved",
                "MEASURES t.x AS z PATTERN (a) DEFINE a AS true | COLUMN_NOT_FOUND: line 1:72: Column 't.x' cannot be resolved",
                "PATTERN (a) DEFINE a AS true | TABLE_HAS_NO_COLUMNS: line 1:15: pattern recognition output table has no columns",
                "MEASURES last(first(x)) AS z PATTERN (a) DEFINE a AS true | INVALID_NAVIGATION_NESTING: line 1:77: Cannot nest first pattern navigation function inside last pattern navigation function",
                "MEASURES sum(last(x)) AS z PATTERN (a) DEFINE a AS true | INVALID_NAVIGATION_NESTING: line 1:76: Cannot nest last pattern navigation function inside sum function",
                "MEASURES sum(a.x + b.x) AS z PATTERN (a b) DEFINE a AS true | INVALID_ARGUMENTS: line 1:72: All labels and classifiers inside the call to 'sum' must match",
                "MEASURES sum(x) OVER () AS z PATTERN (a) DEFINE a AS true | NESTED_WINDOW: line 1:72: Cannot nest window functions or row pattern measures inside pattern recognition expressions",
                "PARTITION BY x + 1 MEASURES x AS z PATTERN (a) DEFINE a AS true | INVALID_COLUMN_REFERENCE: line 1:78: Expected column reference. Actual: (x + 1)",
                "PARTITION BY y MEASURES x AS z PATTERN (a) DEFINE a AS true | COLUMN_NOT_FOUND: line 1:76: Column y is not present in the input relation",
                "MEASURES try(x) AS z PATTERN (a) DEFINE a AS true | NOT_SUPPORTED: line 1:72: TRY expression in pattern recognition context is not yet supported",
                "MEASURES x AS z PATTERN (a) DEFINE a AS a.x IN (SELECT 1) | NOT_SUPPORTED: line 1:103: IN-PREDICATE with labeled column reference is not yet supported",
                "MEASURES x AS z PATTERN (a{3,1}) DEFINE a AS true | INVALID_RANGE: line 1:89: Pattern quantifier lower bound must not exceed upper bound",
                "MEASURES x AS z PATTERN (a) DEFINE a AS x | TYPE_MISMATCH: line 1:103: Expression defining a label must be boolean (actual type: integer)",
                "MEASURES x AS z AFTER MATCH SKIP TO LAST c PATTERN (a) DEFINE a AS true | INVALID_LABEL: line 1:104: c is not a primary or union pattern variable",
                "MEASURES x AS z AFTER MATCH SKIP TO LAST b PATTERN (a b?) DEFINE b AS false | GENERIC_USER_ERROR: AFTER MATCH SKIP failed: pattern variable is not present in match",
                "MEASURES x AS z ALL ROWS PER MATCH WITH UNMATCHED ROWS PATTERN (a {- b -}) DEFINE a AS true | INVALID_ROW_PATTERN: line 1:129: Pattern exclusion syntax is not allowed when ALL ROWS PER MATCH WITH UNMATCHED ROWS is specified"
            })
    void refusesAsTrinoDoes(String clause, String error) {
        assertThat(over(NUMBERS, clause).error())
                .isInstanceOfSatisfying(
                        Answer.Failure.class,
                        failure -> assertThat(failure.name() + ": " + failure.message())
                                .isEqualTo(error));
    }

    @Test
    void allRowsHaveKeysThenSortKeysThenMeasuresThenTheRest() {
        Answer answer = over(
                "(VALUES (1, 2, 3, 4)) t(a, b, c, d)",
                "PARTITION BY c ORDER BY b, c MEASURES 5 AS m ALL ROWS PER MATCH PATTERN (x) DEFINE x AS true");
        assertThat(answer.columns()).extracting(Answer.Column::name).containsExactly("c", "b", "c", "m", "a", "d");
        assertThat(answer.rows()).hasToString("[[3, 2, 3, 5, 1, 4]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first_value(p) OVER w | [[90], [80], [null], [null], [null]]",
                "count(*) OVER w | [[3], [2], [0], [0], [0]]",
                "sum(p) OVER w | [[240], [150], [null], [null], [null]]",
                "m OVER w | [[-20], [-10], [null], [null], [null]]"
            })
    void reducesTheFrameOfAWindowToTheMatch(String column, String rows) {
        Answer answer = engine.execute(
                "SELECT " + column + " FROM " + PRICES
                        + " WINDOW w AS (ORDER BY d MEASURES last(b.p) - first(a.p) AS m ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING"
                        + " AFTER MATCH SKIP TO NEXT ROW PATTERN (a b+) DEFINE b AS p < prev(p)) ORDER BY d",
                session);
        assertThat(answer.rows()).hasToString(rows);
    }
}
