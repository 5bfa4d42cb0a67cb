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
                .containsExactly(List.of("nodes"), List.of("queries"), List.of("tasks"));
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
                .containsExactly(List.of("system", "system", "system"), List.of("tpch", "tpch", "tpch"));
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
