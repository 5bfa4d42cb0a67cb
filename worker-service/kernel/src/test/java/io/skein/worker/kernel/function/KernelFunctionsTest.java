package io.skein.worker.kernel.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFunctionsTest {
    private DuckDBConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        KernelFunctions.register(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CAST(" + sql + " AS VARCHAR)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "skein_double_to_varchar(123456.789::DOUBLE); 1.23456789E5",
                "skein_double_to_varchar('-0'::DOUBLE); -0E0",
                "skein_real_to_varchar(16777216::FLOAT); 1.677722E7",
                "skein_decimal_divide('2', '3', 0); 1",
                "skein_decimal_round('1234.5678', 2, 4); 1234.5700",
                "skein_substring2('hello', -3); llo",
                "skein_substring3('hello', -2, 1); l",
                "skein_strpos('abcabc', 'c', 2); 6",
                "skein_levenshtein('kitten', 'sitting'); 3",
                "skein_soundex('Tymczak'); T522",
                "skein_word_stem('generalmente', 'es'); general",
                "skein_word_stem('continuité', 'fr'); continu",
                "skein_double_to_real(1e40); inf",
                "skein_double_to_real('NaN'::DOUBLE); nan",
                "skein_date_text(DATE '12345-01-01'); 12345-01-01",
                "skein_date_text(DATE '0101-01-01 (BC)'); -0100-01-01",
                "skein_offset_zone(-210); -03:30",
                "skein_local(skein_zoned(TIMESTAMP '2020-07-01 10:00:00', 'America/New_York')); 2020-07-01 10:00:00",
                "skein_zoned(TIMESTAMP '2020-07-01 10:00:00', 'America/New_York').instant; 2020-07-01 14:00:00",
                "skein_round_timestamp(TIMESTAMP '1969-12-31 23:59:59.5', 0); 1970-01-01 00:00:00",
                "skein_format_datetime(0, 'yyyy-MM-dd EEE', 'UTC'); 1970-01-01 Thu",
                "skein_date_format(0, '%W %d %M %Y', 'UTC'); Thursday 01 January 1970",
                "skein_date_parse('January 5, 2020', '%M %e, %Y'); 2020-01-05 00:00:00.000000000",
                "skein_regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 '); 3ca 3cb 14m",
                "skein_regexp_extract('barfoo', '(?<=bar)foo', 0); foo",
                "skein_json_parse('{\"b\":1e2,\"a\":[1,2]}'); {\"a\":[1,2],\"b\":100.0}",
                "skein_json_extract_scalar('{\"a\":1,\"a\":2}', '$.a'); 1",
                "skein_url_part('http://example.com:8080/p?q=1', 'host'); example.com",
                "skein_to_base(255, 16); ff",
                "skein_sql_json_value('{\"a\":[1,2,3]}', 'lax $.a[last]', '', 'NULL', 'NULL'); I3",
                "skein_sql_json_value('{\"a\":-1.5}', 'lax $.a.abs()', '', 'NULL', 'NULL'); D1.5E0",
                "skein_sql_json_value('[7, 2]', 'lax $[0] / $[1] + $n', '{\"n\":10}', 'NULL', 'NULL'); I13",
                "skein_sql_json_value('{}', 'strict $.a', '', 'NULL', 'NULL'); R",
                "skein_sql_json_exists('[1,\"x\"]', 'lax $[*] ? ((@ > 1) is unknown)', '', 'FALSE'); true",
                "skein_sql_json_query('[1,5,3]', 'lax $[*] ? (@ >= 3 && !(@ == 5))', '', 'WITHOUT', 'KEEP', 'NULL',"
                        + " 'NULL'); V3",
                "skein_sql_json_query('\"x\"', 'lax $', '', 'WITHOUT', 'OMIT', 'NULL', 'NULL'); Vx",
                "skein_sql_json_table('[1,2]', '{\"paths\":1,\"at\":0,\"outer\":true,\"path\":\"lax $[*]\"}', '',"
                        + " 'EMPTY'); [[\"1\",\"1\"],[\"2\",\"2\"]]",
                "skein_picosecond_time('23:59:59.99999999996', 10); 00:00:00.0000000000",
                "skein_regexp_like('é', '\\w'); false",
            })
    void givesTheValue(String sql, String expected) throws SQLException {
        assertThat(value(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "skein_varchar_to_integer('x'); INVALID_CAST_ARGUMENT; Cannot cast 'x' to INT",
                "skein_varchar_to_date('2020-02-30'); INVALID_CAST_ARGUMENT; Value cannot be cast to date: 2020-02-30",
                "skein_decimal_divide('1', '0', 0); DIVISION_BY_ZERO; Division by zero",
                "skein_subscript([1, 2, 3], 4); INVALID_FUNCTION_ARGUMENT; Array subscript must be less than or equal"
                        + " to array length: 4 > 3",
                "skein_new_map(['a', 'a'], [1, 2]); INVALID_FUNCTION_ARGUMENT; Duplicate map keys (a) are not allowed",
                "skein_regexp_like('a', '['); INVALID_FUNCTION_ARGUMENT; premature end of char-class",
                "skein_regexp_like('a', '(?iu)a'); INVALID_FUNCTION_ARGUMENT; undefined group option",
                "skein_sql_json_value('{}', 'lax $v', '{\"V\":1}', 'NULL', 'NULL'); INVALID_PATH; no value passed for"
                        + " parameter v. Try quoting \"v\" in the PASSING clause to match case",
                "skein_sql_json_value('{}', 'strict $.a', '', 'NULL', 'ERROR'); PATH_EVALUATION_ERROR; path evaluation"
                        + " failed: structural error: missing member 'a' in JSON object",
            })
    void failsWithTheCodeAndTheMessage(String sql, String code, String message) {
        assertThatThrownBy(() -> value(sql))
                .hasMessageContaining("SKEIN_ERROR[" + code + "]" + message + "[/SKEIN_ERROR]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "skein_tdigest_value(skein_tdigest_merge(skein_tdigest('1:1;2:1') || ';' || skein_tdigest('3:1')),"
                        + " 0.5) ~ 2.0",
                "skein_qdigest_value_bigint(skein_qdigest_merge(skein_qdigest('1:1;2:1', 0.01) || ';' ||"
                        + " skein_qdigest('3:1', 0.01)), 0.5) ~ 2",
                "skein_qdigest_value_double(skein_qdigest(skein_sortable_double(-1.5) || ':1', 0.01), 0) ~ -1.5",
                "coalesce(skein_qdigest_quantile_bigint(skein_qdigest('1:1', 0.01), 5), -1) ~ -1.0",
                "skein_set_digest_cardinality(skein_set_digest_merge(skein_set_digest('1;2', FALSE) || ';' ||"
                        + " skein_set_digest('2;3', FALSE))) ~ 3",
                "skein_set_digest_intersection(skein_set_digest('61;62', TRUE), skein_set_digest('62', TRUE)) ~ 1",
                "skein_set_digest_jaccard(skein_set_digest('1;2', FALSE), skein_set_digest('1;2', FALSE)) ~ 1.0",
                "skein_hex_spooky('', 32) ~ 6bf50919",
                "skein_hex_spooky('', 64) ~ 232706fc6bf50919",
            })
    void digestsAndHashes(String sql, String expected) throws SQLException {
        assertThat(value(sql)).isEqualTo(expected);
    }

    @Test
    void aJsonArrayIsNotLongerThanItsRow() {
        assertThatThrownBy(() -> value("skein_json_checked('[1,2]', 'row(a integer)')"))
                .hasMessageContaining("SKEIN_ERROR[INVALID_CAST_ARGUMENT]"
                        + "Cannot cast to row(a integer). Expected json array ending, but got 2\n[1,2][/SKEIN_ERROR]");
    }

    @Test
    void textThatIsNoJsonFailsWhereAskedTo() {
        String plan = "{\"paths\":1,\"at\":0,\"outer\":true,\"path\":\"lax $\"}";

        assertThatThrownBy(() -> value("skein_sql_json_table('x', '" + plan + "', '', 'ERROR')"))
                .hasMessageContaining(
                        "SKEIN_ERROR[JSON_INPUT_CONVERSION_ERROR]conversion to JSON failed: [/SKEIN_ERROR]");
    }

    @Test
    void errorsCanBeTried() throws SQLException {
        assertThat(value("TRY(skein_varchar_to_integer('x'))")).isNull();
        assertThat(value("TRY(skein_subscript([1], 5))")).isNull();
    }

    @Test
    void nullArgumentsGiveNull() throws SQLException {
        assertThat(value("skein_levenshtein(NULL, 'a')")).isNull();
        assertThat(value("skein_sqrt(NULL::DOUBLE)")).isNull();
    }
}
