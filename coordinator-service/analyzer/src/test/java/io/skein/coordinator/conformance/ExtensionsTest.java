package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users may write beyond Trino's grammar: QUALIFY, EXCLUDE, GROUP BY ALL and PIVOT. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionsTest {
    private static final String SALES =
            "(VALUES ('NA', 1, 100), ('NA', 1, 50), ('NA', 2, 70), ('EU', 1, 40), ('EU', 3, 20))"
                    + " AS sales(region, month, amount) ";

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
                "SELECT name FROM nation QUALIFY row_number() OVER (PARTITION BY regionkey ORDER BY name DESC) = 1 ORDER BY"
                        + " 1 LIMIT 2~[[MOZAMBIQUE], [SAUDI ARABIA]]",
                "SELECT regionkey, rank() OVER (ORDER BY regionkey DESC) AS place FROM region QUALIFY place <= 2 ORDER BY"
                        + " place~[[4, 1], [3, 2]]",
                "SELECT regionkey, count(*) AS many FROM nation WHERE nationkey > 1 GROUP BY regionkey HAVING count(*) > 3"
                        + " QUALIFY rank() OVER (ORDER BY many, regionkey) = 1~[[0, 4]]",
                "SELECT regionkey FROM nation GROUP BY regionkey QUALIFY rank() OVER (ORDER BY sum(nationkey)) ="
                        + " 1~[[1]]",
                "SELECT a FROM (VALUES 1, 2, 3) t(a) WINDOW w AS (ORDER BY a) QUALIFY sum(a) OVER w = 3~[[2]]",
                "SELECT a FROM (VALUES 1, 2, 3) t(a) QUALIFY sum(a) OVER w = 3 WINDOW w AS (ORDER BY a)~[[2]]",
                "SELECT DISTINCT a FROM (VALUES 1, 1, 3) t(a) QUALIFY count(*) OVER (PARTITION BY a) = 2~[[1]]",
                "SELECT a, row_number() OVER (ORDER BY a) AS a2 FROM (VALUES 5, 6) t(a) QUALIFY a = 6 UNION ALL SELECT 1, 1"
                        + " ORDER BY 1~[[1, 1], [6, 2]]",
                "SELECT (SELECT max(b) FROM (SELECT b FROM (VALUES 7, 8) u(b) QUALIFY row_number() OVER (ORDER BY b) = 1)),"
                        + " a FROM (VALUES 1, 2) qualify(a) QUALIFY row_number() OVER (ORDER BY a) = 1~[[7, 1]]",
                "WITH c AS (SELECT a FROM (VALUES 1, 2) t(a) QUALIFY lead(a) OVER (ORDER BY a) IS NULL) SELECT * FROM"
                        + " c~[[2]]",
                "SELECT * EXCLUDE (comment, name) FROM region WHERE regionkey = 2~[[2]]",
                "SELECT * EXCLUDE comment FROM region WHERE regionkey = 2~[[2, ASIA]]",
                "SELECT r.* EXCLUDE (Comment), n.* EXCLUDE (regionkey, comment) FROM region r JOIN nation n ON"
                        + " n.regionkey = r.regionkey WHERE nationkey = 3~[[1, AMERICA, 3, CANADA]]",
                "SELECT 1, * EXCLUDE (b) FROM (SELECT * EXCLUDE (c) FROM (VALUES (1, 2, 3, 4)) t(a, b, c, d))~[[1, 1, 4]]",
                "SELECT CAST(ROW(1, 2) AS row(x integer, y integer)).* EXCLUDE (x)~[[2]]",
                "SELECT regionkey, count(*) FROM nation GROUP BY ALL ORDER BY 1 LIMIT 1~[[0, 5]]",
                "SELECT regionkey % 2, max(name), 7 FROM nation GROUP BY ALL HAVING count(*) > 10~[[0, VIETNAM, 7]]",
                "SELECT *, count(*) FROM region GROUP BY AUTO ORDER BY 1 DESC LIMIT 1~[[4, MIDDLE EAST, uickly special"
                        + " accounts cajole carefully blithely close requests. carefully final asymptotes haggle"
                        + " furiousl, 1]]",
                "SELECT 5, 'x', count(*) + 1 FROM region GROUP BY AUTO~[[5, x, 6]]",
                "SELECT 5, count(*) FROM region GROUP BY 1~[[5, 5]]",
                "SELECT * EXCLUDE (comment, name), count(*) OVER () FROM region GROUP BY ALL QUALIFY"
                        + " row_number() OVER (ORDER BY regionkey) = 3~[[2, 5]]",
                "SELECT * FROM " + SALES + "PIVOT (sum(amount) FOR month IN (1 AS jan, 2 feb, 3))~[[190, 70, 20]]",
                "SELECT * FROM " + SALES + "PIVOT (sum(amount) FOR month IN (1 AS jan, 2 AS feb) GROUP BY region)"
                        + " ORDER BY region~[[EU, 40, null], [NA, 150, 70]]",
                "SELECT region, jan_total, feb_cnt FROM " + SALES + "PIVOT (sum(amount) AS total, count(amount) cnt FOR"
                        + " month IN (1 AS jan, 2 AS feb) GROUP BY region) ORDER BY region~[[EU, 40, 0], [NA, 150, 1]]",
                "SELECT na_jan, \"'EU'_1\" FROM " + SALES
                        + "PIVOT (sum(amount) FOR (region, month) IN (('NA', 1) AS na_jan,"
                        + " ('EU', 1)))~[[150, 40]]",
                "SELECT * FROM " + SALES
                        + "PIVOT (sum(amount) - max(amount) AS minor, sum(amount) FILTER (WHERE amount >"
                        + " 50) AS big FOR month IN (1 + 0 AS jan) GROUP BY region) ORDER BY 1~[[EU, 0, null], [NA, 50, 100]]",
                "SELECT p.r, p.jan FROM " + SALES
                        + "PIVOT (sum(amount) FOR month IN (1 AS jan) GROUP BY region) AS p (r, jan)"
                        + " ORDER BY 1~[[EU, 40], [NA, 150]]",
                "SELECT * FROM (SELECT * FROM " + SALES + "PIVOT (sum(amount) FOR month IN (1 AS jan) GROUP BY region))"
                        + " PIVOT (sum(jan) FOR region IN ('NA' AS na))~[[150]]",
                "SELECT * FROM " + SALES + "PIVOT (count(amount) AS cnt FOR month IN (NULL AS no, 9999999999 AS"
                        + " huge))~[[0, 0]]",
                "SELECT * FROM " + SALES
                        + "PIVOT (sum(amount) FOR month IN (1) GROUP BY ROLLUP (region)) ORDER BY region"
                        + " NULLS FIRST~[[null, 190], [EU, 40], [NA, 150]]",
                "SELECT * FROM " + SALES
                        + "PIVOT (array_agg(amount ORDER BY month DESC) FOR region IN ('EU'))~[[[20, 40]]]",
                "SELECT s.x, t.nationkey FROM (VALUES 'EGYPT') q(k) JOIN nation PIVOT (max(nationkey) FOR regionkey IN (4 AS x))"
                        + " AS s ON TRUE JOIN nation t ON t.name = q.k~[[20, 4]]",
            })
    void answers(String sql, String rows) {
        assertThat(engine.execute(sql, new LocalSession()).rows().toString()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT a FROM (VALUES 1) t(a) QUALIFY a~TYPE_MISMATCH: line 1:39: QUALIFY clause must evaluate to a"
                        + " boolean: actual type integer",
                "SELECT a FROM (VALUES 1) t(a) QUALIFY a = 1~MISSING_OVER: line 1:41: QUALIFY clause requires a window"
                        + " function in the SELECT list or in the condition",
                "SELECT a FROM (VALUES 1) t(a) QUALIFY rank() OVER (ORDER BY b) = 1~COLUMN_NOT_FOUND: line 1:61: Column 'b'"
                        + " cannot be resolved",
                "SELECT * EXCLUDE (name, nope) FROM region~COLUMN_NOT_FOUND: line 1:25: Column 'nope' cannot be resolved",
                "SELECT * EXCLUDE (name, Name) FROM region~DUPLICATE_COLUMN_NAME: line 1:25: Column 'Name' is excluded more"
                        + " than once",
                "SELECT * EXCLUDE (a) FROM (VALUES 1) t(a)~COLUMN_NOT_FOUND: line 1:8: All columns are excluded",
                "SELECT x.* EXCLUDE (a) FROM (VALUES 1) t(a)~TABLE_NOT_FOUND: line 1:8: Unable to resolve reference x",
                "SELECT a + sum(b) FROM (VALUES (1, 2)) t(a, b) GROUP BY ALL~EXPRESSION_NOT_AGGREGATE: line 1:10: '(a + sum(b))'"
                        + " must be an aggregate expression or appear in GROUP BY clause",
                "SELECT * FROM region PIVOT (sum(regionkey), count(*) FOR name IN ('ASIA'))~MISSING_COLUMN_ALIASES: line 1:29:"
                        + " PIVOT with multiple aggregations requires an alias for each aggregation",
                "SELECT * FROM region PIVOT (count(*) FOR name IN ('ASIA' AS a, 'EUROPE' AS A))~DUPLICATE_COLUMN_NAME: line"
                        + " 1:64: PIVOT produces duplicate output column name: A",
                "SELECT * FROM region PIVOT (count(*) FOR name IN ('ASIA' AS name) GROUP BY name)~DUPLICATE_COLUMN_NAME: line"
                        + " 1:51: PIVOT produces duplicate output column name: name",
                "SELECT * FROM region PIVOT (regionkey FOR name IN ('ASIA') GROUP BY regionkey)~EXPRESSION_NOT_AGGREGATE: line"
                        + " 1:29: 'regionkey' must be an aggregate expression or appear in GROUP BY clause",
                "SELECT * FROM region PIVOT (count(*) FOR name IN (max(name)))~EXPRESSION_NOT_SCALAR: line 1:51: PIVOT IN clause"
                        + " cannot contain aggregations, window functions or grouping operations: [max(name)]",
                "SELECT * FROM region PIVOT (count(*) FOR (name, regionkey) IN (('ASIA', 1), 'EUROPE'))~INVALID_ARGUMENTS: line"
                        + " 1:77: Number of pivot values (1) does not match number of pivot columns (2)",
                "SELECT * FROM region PIVOT (count(*) FOR name IN ('ASIA') GROUP BY AUTO)~NOT_SUPPORTED: line 1:68: GROUP BY"
                        + " AUTO requires a SELECT list",
                "SELECT * FROM region PIVOT (count(*) FOR regionkey IN ('x'))~TYPE_MISMATCH: line 1:56: Cannot apply operator:"
                        + " bigint = varchar(1)",
                "SELECT * FROM region PIVOT (count(*) FOR nope IN (1))~COLUMN_NOT_FOUND: line 1:42: Column 'nope' cannot be"
                        + " resolved",
                "SELECT * EXCLUDE (a FROM t~SYNTAX_ERROR: line 1:10: mismatched input 'EXCLUDE'. Expecting: ',', 'EXCEPT',"
                        + " 'FETCH', 'FROM', 'GROUP', 'HAVING', 'INTERSECT', 'LIMIT', 'OFFSET', 'ORDER', 'UNION', 'WHERE',"
                        + " 'WINDOW', <EOF>",
            })
    void refuses(String sql, String error) {
        assertThat(new StatementClient(engine).failure(sql)).isEqualTo(error);
    }

    @Test
    void standardStatementsKeepTheirMeaning() {
        StatementClient client = new StatementClient(engine);

        assertThat(client.rows("SELECT qualify, exclude, pivot FROM (VALUES (1, 2, 3)) AS t(qualify, exclude, pivot)"))
                .containsExactly(List.of(1L, 2L, 3L));
        assertThat(client.rows("SELECT qualify.a FROM (VALUES 1) qualify(a)")).containsExactly(List.of(1L));
        assertThat(client.rows("SELECT count(*) FROM (VALUES 1, 2) t(a) GROUP BY ALL ROLLUP (a)"))
                .hasSize(3);
    }

    @Test
    void viewsAreStoredAndShownAsTheyWereWritten() {
        StatementClient client = new StatementClient(engine);
        client.done(
                "CREATE VIEW memory.default.best AS SELECT n.* EXCLUDE (comment), rank() OVER w AS place FROM nation n"
                        + " WINDOW w AS (PARTITION BY regionkey ORDER BY nationkey) QUALIFY place = 1 AND nationkey > 1");
        client.done(
                "CREATE VIEW memory.default.wide AS SELECT * FROM nation PIVOT (count(*) AS many, max(name) AS last FOR"
                        + " regionkey IN (0 AS africa, 1) GROUP BY nationkey % 2) AS p (odd, a, b, c, d)");

        assertThat(client.rows("SELECT name FROM memory.default.best ORDER BY nationkey DESC LIMIT 1"))
                .containsExactly(List.of("INDIA"));
        assertThat(client.rows("SELECT * FROM memory.default.wide WHERE odd = 1"))
                .containsExactly(List.of(1L, 2L, "MOROCCO", 3L, "PERU"));
        assertThat(client.rows("SELECT view_definition FROM memory.information_schema.views ORDER BY table_name"))
                .containsExactly(List.of("""
                                SELECT
                                  n.* EXCLUDE ( comment)
                                , rank() OVER w place
                                FROM
                                  nation n
                                WINDOW
                                   w AS (PARTITION BY regionkey ORDER BY nationkey ASC) QUALIFY ((place = 1) AND (nationkey > 1))
                                """), List.of("""
                                SELECT *
                                FROM
                                  ( nation PIVOT (
                                  count(*) many
                                , max(name) last
                                FOR (regionkey) IN ( 0 africa
                                , 1

                                )

                                GROUP BY (nationkey % 2)
                                )) p (odd, a, b, c, d)
                                """));
        assertThat(client.rows("SHOW CREATE VIEW memory.default.best").toString())
                .startsWith("[[CREATE VIEW memory.default.best SECURITY DEFINER AS\nSELECT\n  n.* EXCLUDE ( comment)\n")
                .doesNotContain("$");
    }

    @Test
    void standInPreparedAndOtherStatements() {
        StatementClient client = new StatementClient(engine);
        client.done(
                "PREPARE p FROM SELECT * EXCLUDE (comment) FROM nation WHERE nationkey < ? QUALIFY row_number() OVER"
                        + " (ORDER BY name DESC) <= ?");
        client.done(
                "CREATE TABLE memory.default.kept AS SELECT name FROM region QUALIFY row_number() OVER (ORDER BY name) = 1"
                        + " WITH DATA");
        client.done("EXPLAIN SELECT regionkey, count(*) FROM nation GROUP BY ALL");

        assertThat(client.rows("EXECUTE p USING 5, 1")).containsExactly(List.of(4L, "EGYPT", 4L));
        assertThat(client.rows("EXECUTE IMMEDIATE 'SELECT * EXCLUDE (name, comment) FROM region ORDER BY 1 LIMIT 1'"))
                .containsExactly(List.of(0L));
        assertThat(client.rows("SELECT * FROM memory.default.kept")).containsExactly(List.of("AFRICA"));
        assertThat(client.rows("DESCRIBE OUTPUT p")).hasSize(3);
        assertThat(client.failure("EXECUTE IMMEDIATE 'SELECT * EXCLUDE (nope) FROM region'"))
                .isEqualTo("COLUMN_NOT_FOUND: line 1:38: Column 'nope' cannot be resolved");
    }
}
