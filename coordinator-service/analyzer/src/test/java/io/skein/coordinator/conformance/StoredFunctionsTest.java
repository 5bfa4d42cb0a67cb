package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that a catalog keeps, from their making to their end. */
class StoredFunctionsTest {
    private LocalEngine engine;
    private StatementClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
        client = new StatementClient(engine, new LocalSession(Set.of("PATH")));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void isCalledByItsFullNameAndAlongThePath() {
        client.done("CREATE FUNCTION memory.default.twice(x bigint) RETURNS bigint RETURN x * 2");

        assertThat(client.rows("SELECT memory.default.twice(nationkey) FROM nation WHERE nationkey < 3 ORDER BY 1"))
                .containsExactly(List.of(0L), List.of(2L), List.of(4L));
        assertThat(client.failure("SELECT twice(2)"))
                .isEqualTo("FUNCTION_NOT_FOUND: line 1:8: Function 'twice' not registered");
        assertThat(client.failure("SELECT \"default\".twice(2)"))
                .isEqualTo("FUNCTION_NOT_FOUND: line 1:8: Function 'default.twice' not registered");

        client.done("SET PATH memory.default");
        assertThat(client.rows("SELECT twice(2), current_path")).containsExactly(List.of(4L, "memory.default"));
        client.done("USE memory.default");
        assertThat(client.rows("SELECT \"default\".twice(3)")).containsExactly(List.of(6L));
    }

    @Test
    void theOverloadThatFitsBestIsCalled() {
        client.done("SET PATH memory.default");
        client.done("CREATE FUNCTION memory.default.kind(x double) RETURNS varchar RETURN 'double'");
        client.done("CREATE FUNCTION memory.default.kind(x bigint) RETURNS varchar RETURN 'bigint'");
        client.done("CREATE FUNCTION memory.default.kind(x varchar, y integer) RETURNS varchar RETURN 'two'");

        assertThat(client.rows("SELECT kind(1), kind(1e0), kind(DECIMAL '1.5'), kind('a', 1)"))
                .containsExactly(List.of("bigint", "double", "double", "two"));
        assertThat(client.failure("SELECT kind(DATE '2020-01-01')"))
                .isEqualTo("FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (date) for function kind. Expected:"
                        + " kind(bigint), kind(double), kind(varchar, integer)");

        client.done("DROP FUNCTION memory.default.kind(bigint)");
        assertThat(client.rows("SELECT kind(1)")).containsExactly(List.of("double"));
    }

    @Test
    void theEnginesOwnFunctionsComeFirstWhereTheyTakeTheArguments() {
        client.done("SET PATH memory.default");
        client.done("CREATE FUNCTION memory.default.abs(x bigint) RETURNS bigint RETURN 99");
        client.done("CREATE FUNCTION memory.default.abs(x varchar) RETURNS varchar RETURN 'text ' || x");

        assertThat(client.rows("SELECT abs(-1), abs('a'), memory.default.abs(-1)"))
                .containsExactly(List.of(1L, "text a", 99L));
    }

    @Test
    void runsControlFlowAndItsOwnPath() {
        client.done("SET PATH memory.default");
        client.done("CREATE FUNCTION memory.default.fib(n bigint) RETURNS bigint BEGIN"
                + " DECLARE a, b, c bigint DEFAULT 1; DECLARE i bigint DEFAULT 2;"
                + " IF n <= 2 THEN RETURN 1; END IF;"
                + " WHILE i < n DO SET c = a + b; SET a = b; SET b = c; SET i = i + 1; END WHILE; RETURN b; END");
        client.done("CREATE FUNCTION memory.default.label(n bigint) RETURNS varchar"
                + " RETURN CASE n WHEN 1 THEN 'one' ELSE 'many' END");
        client.done("CREATE FUNCTION memory.default.both(n bigint) RETURNS varchar RETURN label(n) || '!'");
        client.done("SET PATH tpch.tiny");

        assertThat(client.rows("SELECT memory.default.fib(10), memory.default.both(1), memory.default.both(2)"))
                .containsExactly(List.of(55L, "one!", "many!"));
    }

    @Test
    void isNullOnNullWhereItSaysSo() {
        client.done("CREATE FUNCTION memory.default.f(x bigint) RETURNS bigint RETURNS NULL ON NULL INPUT RETURN 7");
        client.done("CREATE FUNCTION memory.default.g(x bigint) RETURNS bigint CALLED ON NULL INPUT RETURN 7");

        assertThat(client.rows("SELECT memory.default.f(NULL) IS NULL, memory.default.g(NULL), memory.default.f(1)"))
                .containsExactly(List.of(true, 7L, 7L));
    }

    @Test
    void isListedAndShown() {
        client.done("CREATE FUNCTION memory.default.b(x integer) RETURNS bigint COMMENT 'times 42' RETURN x * 42");
        client.done("CREATE FUNCTION memory.default.a(x varchar(3)) RETURNS double NOT DETERMINISTIC RETURN random()");

        assertThat(client.rows("SHOW FUNCTIONS FROM memory.default"))
                .containsExactly(
                        List.of("a", "double", "varchar(3)", "scalar", false, ""),
                        List.of("b", "bigint", "integer", "scalar", true, "times 42"));
        assertThat(client.rows("SHOW FUNCTIONS IN memory.default LIKE 'a%'")).hasSize(1);
        assertThat(client.rows("SHOW FUNCTIONS FROM tpch.tiny")).isEmpty();
        assertThat(client.rows("SHOW CREATE FUNCTION memory.default.b"))
                .containsExactly(List.of("CREATE FUNCTION memory.default.b(x integer)\nRETURNS bigint\n"
                        + "COMMENT 'times 42'\nRETURN (x * 42)"));
        client.done("SET PATH memory.default");
        assertThat(client.rows("SHOW FUNCTIONS LIKE 'b'"))
                .containsExactly(List.of("b", "bigint", "integer", "scalar", true, "times 42"));
    }

    @Test
    void isMadeReplacedAndDroppedOnce() {
        client.done("CREATE FUNCTION memory.default.f(x bigint) RETURNS bigint RETURN 1");
        assertThat(client.failure("CREATE FUNCTION memory.default.f(y bigint) RETURNS bigint RETURN 2"))
                .isEqualTo("ALREADY_EXISTS: line 1:1: Function already exists");
        client.done("CREATE OR REPLACE FUNCTION memory.default.f(y bigint) RETURNS bigint RETURN 2");
        assertThat(client.rows("SELECT memory.default.f(0)")).containsExactly(List.of(2L));

        client.done("DROP FUNCTION memory.default.f(bigint)");
        assertThat(client.failure("DROP FUNCTION memory.default.f(bigint)"))
                .isEqualTo("NOT_FOUND: line 1:1: Function not found");
        client.done("DROP FUNCTION IF EXISTS memory.default.f(bigint)");
        assertThat(client.failure("SELECT memory.default.f(0)"))
                .isEqualTo("FUNCTION_NOT_FOUND: line 1:8: Function 'memory.default.f' not registered");
    }

    @Test
    void namesAndPlacesThatCannotBeAreRefused() {
        assertThat(client.failure("CREATE FUNCTION f(x bigint) RETURNS bigint RETURN 1"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Catalog and schema must be specified when function schema is not"
                        + " configured");
        assertThat(client.failure("CREATE FUNCTION s.f(x bigint) RETURNS bigint RETURN 1"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Function name must be unqualified or fully qualified with catalog"
                        + " and schema");
        assertThat(client.failure("CREATE FUNCTION tpch.tiny.f(x bigint) RETURNS bigint RETURN 1"))
                .isEqualTo("NOT_SUPPORTED: This connector does not support creating functions");
        assertThat(client.failure("CREATE FUNCTION nope.tiny.f(x bigint) RETURNS bigint RETURN 1"))
                .isEqualTo("CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' not found");
        assertThat(client.failure("DROP FUNCTION tpch.tiny.f(bigint)"))
                .isEqualTo("NOT_FOUND: line 1:1: Function not found");
    }

    @Test
    void declarationsThatDoNotHoldAreRefused() {
        assertThat(client.failure("CREATE FUNCTION memory.default.f() RETURNS double RETURN random()"))
                .isEqualTo("INVALID_ARGUMENTS: line 1:8: Non-deterministic function declared DETERMINISTIC");
        assertThat(client.failure("CREATE FUNCTION memory.default.f() RETURNS bigint NOT DETERMINISTIC RETURN 1"))
                .isEqualTo("INVALID_ARGUMENTS: line 1:8: Deterministic function declared NOT DETERMINISTIC");
        assertThat(client.failure("CREATE FUNCTION memory.default.f() RETURNS bigint RETURN nope(1)"))
                .isEqualTo("FUNCTION_NOT_FOUND: line 1:58: Function 'nope' not registered");
        assertThat(client.failure(
                        "CREATE FUNCTION memory.default.f() RETURNS bigint LANGUAGE PYTHON AS $$\ndef f(): pass\n$$"))
                .isEqualTo("NOT_SUPPORTED: line 1:60: Unsupported function language: PYTHON");
        assertThat(client.failure("CREATE FUNCTION memory.default.f() RETURNS bigint RETURN (SELECT 1)"))
                .isEqualTo("NOT_SUPPORTED: line 1:58: Queries are not allowed in functions");
    }

    @Test
    void recursionIsRefused() {
        client.done("SET PATH memory.default");
        client.done("CREATE FUNCTION memory.default.f(x bigint) RETURNS bigint RETURN 1");
        client.done("CREATE FUNCTION memory.default.g(x bigint) RETURNS bigint RETURN f(x) + 1");
        client.done("CREATE OR REPLACE FUNCTION memory.default.f(x bigint) RETURNS bigint RETURN g(x) + 1");

        assertThat(client.failure("SELECT f(1)"))
                .isEqualTo("NOT_SUPPORTED: Recursive language functions are not supported: f(bigint):bigint");
    }

    @Test
    void runsWithItsOwnersName() {
        client.done("CREATE FUNCTION memory.default.who() RETURNS varchar RETURN current_user");

        assertThat(client.rows("SELECT memory.default.who()")).containsExactly(List.of("lab"));
    }
}
