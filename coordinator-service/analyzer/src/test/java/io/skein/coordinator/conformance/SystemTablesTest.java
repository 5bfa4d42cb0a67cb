package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog system, as far as it is there without a cluster. */
class SystemTablesTest {
    private LocalEngine engine;
    private StatementClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
        client = new StatementClient(engine);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void itsSchemasAndTablesAreListed() {
        assertThat(client.rows("SHOW SCHEMAS FROM system"))
                .containsExactly(
                        List.of("information_schema"), List.of("jdbc"), List.of("metadata"), List.of("runtime"));
        assertThat(client.rows("SHOW TABLES FROM system.runtime"))
                .containsExactly(List.of("nodes"), List.of("queries"), List.of("tasks"), List.of("transactions"));
        assertThat(client.rows("DESCRIBE system.runtime.nodes"))
                .containsExactly(
                        List.of("node_id", "varchar", "", ""),
                        List.of("http_uri", "varchar", "", ""),
                        List.of("node_version", "varchar", "", ""),
                        List.of("coordinator", "boolean", "", ""),
                        List.of("state", "varchar", "", ""));
        assertThat(client.rows("SELECT node_id FROM system.runtime.nodes")).isEmpty();
        assertThat(client.failure("SELECT * FROM system.runtime.nope"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:15: Table 'system.runtime.nope' does not exist");
    }

    @Test
    void catalogsNameTheirConnectors() {
        assertThat(client.rows("SELECT * FROM system.metadata.catalogs WHERE catalog_name IN ('system', 'tpch')"))
                .containsExactly(
                        Arrays.asList("system", "system", "system", "WORKING", null),
                        Arrays.asList("tpch", "tpch", "tpch", "WORKING", null));
    }

    @Test
    void jdbcTypesHaveTheirNumbersAndSizes() {
        assertThat(
                        client.rows(
                                "SELECT type_name, data_type, precision, searchable, num_prec_radix FROM system.jdbc.types"
                                        + " WHERE type_name IN ('bigint', 'real', 'date', 'varchar', 'array', 'json') ORDER BY 1"))
                .containsExactly(
                        Arrays.asList("array", 2003L, null, 0L, null),
                        Arrays.asList("bigint", -5L, 19L, 3L, 10L),
                        Arrays.asList("date", 91L, 14L, 3L, null),
                        Arrays.asList("json", 2000L, null, 3L, null),
                        Arrays.asList("real", 7L, 24L, 3L, 2L),
                        Arrays.asList("varchar", 2000L, null, 0L, null));
    }

    @Test
    void jdbcColumnsAreDescribedAsTrinoDoes() {
        client.done(
                "CREATE TABLE memory.default.j (a varchar(7), b decimal(10, 2), c timestamp(3) with time zone, d time(0))");

        assertThat(client.rows("SELECT column_name, data_type, type_name, column_size, buffer_length, decimal_digits,"
                        + " num_prec_radix, nullable, char_octet_length, ordinal_position, is_nullable"
                        + " FROM system.jdbc.columns WHERE table_cat = 'memory' AND table_name = 'j' ORDER BY 10"))
                .containsExactly(
                        Arrays.asList("a", 12L, "varchar(7)", 7L, 0L, null, null, 2L, 7L, 1L, ""),
                        Arrays.asList("b", 3L, "decimal(10,2)", 10L, 0L, 2L, 10L, 2L, null, 2L, ""),
                        Arrays.asList("c", 2014L, "timestamp(3) with time zone", 59L, 0L, 3L, null, 2L, null, 3L, ""),
                        Arrays.asList("d", 92L, "time(0)", 8L, 0L, 0L, null, 2L, null, 4L, ""));
    }

    @Test
    void commentsOfColumnsAreThereForThoseWhoNameThem() {
        client.done("CREATE TABLE memory.default.k (a integer COMMENT 'first', b integer)");

        assertThat(client.rows("SELECT column_name, comment, extra_info FROM memory.information_schema.columns"
                        + " WHERE table_name = 'k' ORDER BY 1"))
                .containsExactly(Arrays.asList("a", "first", null), Arrays.asList("b", null, null));
        assertThat(client.rows(
                        "SELECT * FROM memory.information_schema.columns WHERE table_name = 'k' AND column_name = 'a'"))
                .containsExactly(Arrays.asList("memory", "default", "k", "a", 1L, null, "YES", "integer"));
        assertThat(client.rows("DESCRIBE memory.information_schema.columns")).hasSize(8);
    }

    @Test
    void commentsOfTablesAndViewsAreListed() {
        client.done("CREATE TABLE memory.default.t (a integer) COMMENT 'a table'");
        client.done("CREATE TABLE memory.default.u (a integer)");
        client.done("CREATE VIEW memory.default.v COMMENT 'a view' AS SELECT 1 x");

        assertThat(client.rows("SELECT table_name, comment FROM system.metadata.table_comments"
                        + " WHERE catalog_name = 'memory' AND schema_name = 'default' ORDER BY 1"))
                .containsExactly(List.of("t", "a table"), Arrays.asList("u", null), List.of("v", "a view"));
    }

    @Test
    void proceduresAreCheckedBeforeTheyAreCalled() {
        assertThat(client.failure("CALL system.runtime.nope()"))
                .isEqualTo("PROCEDURE_NOT_FOUND: Procedure not registered: system.runtime.nope");
        assertThat(client.failure("CALL system.runtime.kill_query(message => 'x')"))
                .isEqualTo("INVALID_PROCEDURE_ARGUMENT: line 1:1: Required procedure argument 'QUERY_ID' is missing");
        assertThat(client.failure("CALL system.runtime.kill_query('a', message => 'x')"))
                .isEqualTo("INVALID_ARGUMENTS: line 1:1: Named and positional arguments cannot be mixed");
        assertThat(client.failure("CALL system.runtime.kill_query('a', 'b', 'c')"))
                .isEqualTo("INVALID_PROCEDURE_ARGUMENT: line 1:1: Too many arguments for procedure");
        assertThat(client.failure("CALL system.runtime.kill_query(query => 'a')"))
                .isEqualTo("INVALID_PROCEDURE_ARGUMENT: line 1:32: Unknown argument name: QUERY");
    }
}
