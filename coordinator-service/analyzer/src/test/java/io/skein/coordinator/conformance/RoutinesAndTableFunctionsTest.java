package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutinesAndTableFunctionsTest {
    private static final String FACTORIAL =
            "WITH FUNCTION fact(n bigint) RETURNS bigint BEGIN DECLARE r bigint DEFAULT 1; WHILE n > 1 DO SET r = r *"
                    + " n; SET n = n - 1; END WHILE; RETURN r; END ";
    private static final String GRADE =
            "WITH FUNCTION grade(s integer) RETURNS varchar BEGIN DECLARE r varchar; IF s > 90 THEN SET r = 'A';"
                    + " ELSEIF s > 80 THEN SET r = 'B'; ELSE RETURN 'F'; END IF; CASE s WHEN 100 THEN SET r = r || '+';"
                    + " ELSE SET r = r || '-'; END CASE; RETURN r; END ";
    private static final String ODD =
            "WITH FUNCTION odd(top integer) RETURNS varchar RETURNS NULL ON NULL INPUT BEGIN DECLARE i integer DEFAULT"
                    + " 0; DECLARE s varchar DEFAULT ''; again: LOOP SET i = i + 1; IF i > top THEN LEAVE again; END IF;"
                    + " IF i % 2 = 0 THEN ITERATE again; END IF; SET s = s || CAST(i AS varchar); END LOOP; RETURN s; END"
                    + " ";
    private static final String SUM =
            "WITH FUNCTION total(n integer) RETURNS integer BEGIN DECLARE a, b integer DEFAULT 0; REPEAT SET a = a +"
                    + " 1; SET b = b + a; UNTIL a >= n END REPEAT; RETURN b; END ";

    private LocalEngine engine;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
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
                FACTORIAL + "SELECT fact(x) FROM (VALUES 5, NULL, 1) t(x) ORDER BY x~[[1], [120], [1]]",
                FACTORIAL + "SELECT sum(fact(nationkey % 5)) FROM nation WHERE fact(nationkey % 7) > 1~[[132]]",
                GRADE + "SELECT grade(100), grade(85), grade(3)~[[A+, B-, F]]",
                ODD + "SELECT odd(6), odd(NULL)~[[135, null]]",
                SUM + "SELECT total(4), total(0)~[[10, 1]]",
                "WITH FUNCTION twice(x bigint) RETURNS bigint RETURN x * 2, FUNCTION four(x bigint) RETURNS bigint"
                        + " RETURN twice(twice(x)) SELECT four(nationkey + 1) FROM nation WHERE nationkey < 2~[[4], [8]]",
                "SELECT n, v, w FROM JSON_TABLE('[{\"a\":1,\"b\":[7,8]},{\"a\":2}]', 'lax $[*]' COLUMNS(n FOR"
                        + " ORDINALITY, v bigint PATH 'lax $.a', NESTED PATH 'lax $.b[*]' COLUMNS(w bigint PATH 'lax $')))"
                        + " ORDER BY n, w~[[1, 1, 7], [1, 1, 8], [2, 2, null]]",
                "SELECT p, q FROM JSON_TABLE('{\"x\":[1,2],\"y\":[3]}', 'lax $' AS r COLUMNS(NESTED PATH 'lax $.x[*]'"
                        + " AS a COLUMNS(p integer PATH 'lax $'), NESTED PATH 'lax $.y[*]' AS b COLUMNS(q integer PATH"
                        + " 'lax $')) PLAN (r INNER (a CROSS b))) ORDER BY p~[[1, 3], [2, 3]]",
                "SELECT k, v FROM (VALUES (1, '[5]'), (2, NULL)) t(k, d) LEFT JOIN JSON_TABLE(t.d, 'lax $[*]'"
                        + " COLUMNS(v integer PATH 'lax $')) ON TRUE ORDER BY k~[[1, 5], [2, null]]",
                "SELECT json_value('300', 'lax $' RETURNING tinyint DEFAULT 7 ON ERROR), json_value('5', 'lax $ + $x'"
                        + " PASSING 1 AS \"x\" RETURNING bigint)~[[7, 6]]",
                "SELECT * FROM TABLE(exclude_columns(TABLE(region), DESCRIPTOR(comment, name))) WHERE regionkey < 2"
                        + " ORDER BY 1~[[0], [1]]",
            })
    void answers(String sql, String rows) {
        assertThat(engine.execute(sql, new LocalSession()).rows().toString()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "WITH FUNCTION f(x bigint) RETURNS bigint BEGIN IF x > 1 THEN RETURN 1; END IF; END SELECT"
                        + " f(1)~MISSING_RETURN",
                "WITH FUNCTION f(x bigint) RETURNS bigint RETURN 'a' SELECT 1~TYPE_MISMATCH",
                "WITH FUNCTION f(x bigint) RETURNS bigint BEGIN SET y = 1; RETURN 1; END SELECT 1~NOT_FOUND",
                "WITH FUNCTION f(x bigint) RETURNS bigint BEGIN LEAVE a; RETURN 1; END SELECT 1~NOT_FOUND",
                FACTORIAL + "SELECT transform(ARRAY[1], y -> fact(y))~NOT_SUPPORTED",
                FACTORIAL + "SELECT fact('a')~FUNCTION_NOT_FOUND",
                "SELECT * FROM JSON_TABLE('[]', 'lax $' COLUMNS(a integer PATH 'lax $', a integer PATH 'lax"
                        + " $'))~DUPLICATE_COLUMN_OR_PATH_NAME",
                "SELECT * FROM JSON_TABLE('[]', 'lax $' AS r COLUMNS(NESTED PATH 'lax $' AS a COLUMNS(p integer PATH"
                        + " 'lax $')) PLAN (r))~INVALID_PLAN",
                "SELECT * FROM TABLE(exclude_columns(TABLE(region), DESCRIPTOR(nope)))~INVALID_FUNCTION_ARGUMENT",
            })
    void refuses(String sql, String error) {
        assertThat(engine.execute(sql, new LocalSession()).error())
                .extracting(Answer.Failure::name)
                .isEqualTo(error);
    }
}
