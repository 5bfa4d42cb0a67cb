package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EXPLAIN takes, and what SHOW statements look like to DESCRIBE OUTPUT. */
class ExplanationsTest {
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
    void aStatementWithoutAPlanIsItsOwnExplanation() {
        assertThat(client.rows("EXPLAIN CREATE TABLE foo (pk bigint)")).containsExactly(List.of("CREATE TABLE foo"));
        assertThat(client.rows("EXPLAIN CREATE VIEW foo AS SELECT 1")).containsExactly(List.of("CREATE VIEW foo"));
        assertThat(client.rows("EXPLAIN DROP TABLE orders")).containsExactly(List.of("DROP TABLE orders"));
        assertThat(client.rows("EXPLAIN SET SESSION foo = 'bar'")).containsExactly(List.of("SET SESSION foo = 'bar'"));
        assertThat(client.rows("EXPLAIN PREPARE q FROM SELECT 1")).containsExactly(List.of("PREPARE q"));
        assertThat(client.rows("EXPLAIN (TYPE IO) START TRANSACTION")).containsExactly(List.of("START TRANSACTION"));
    }

    @Test
    void whatCannotBeExplainedIsRefused() {
        assertThat(client.failure("EXPLAIN (TYPE IO, FORMAT GRAPHVIZ) SELECT 1"))
                .isEqualTo("GENERIC_INTERNAL_ERROR: Unhandled plan type: IO");
        assertThat(client.failure("EXPLAIN ANALYZE DROP TABLE orders"))
                .isEqualTo("NOT_SUPPORTED: EXPLAIN ANALYZE doesn't support statement type: DropTable");
        assertThat(client.failure("EXPLAIN (TYPE VALIDATE) SELECT nope FROM nation"))
                .isEqualTo("COLUMN_NOT_FOUND: line 1:32: Column 'nope' cannot be resolved");
        client.done("EXPLAIN ANALYZE VERBOSE SELECT 1");
        client.done("EXPLAIN (TYPE VALIDATE, FORMAT GRAPHVIZ) SELECT 1");
    }

    @Test
    void showStatementsComeFromTheInformationSchema() {
        client.done("PREPARE q FROM SHOW SCHEMAS FROM tpcds");
        assertThat(client.rows("DESCRIBE OUTPUT q"))
                .containsExactly(List.of("Schema", "tpcds", "information_schema", "schemata", "varchar", 0L, true));
        client.done("PREPARE q FROM SHOW COLUMNS FROM nation");
        assertThat(client.rows("DESCRIBE OUTPUT q"))
                .containsExactly(
                        List.of("Column", "tpch", "information_schema", "columns", "varchar", 0L, true),
                        List.of("Type", "tpch", "information_schema", "columns", "varchar", 0L, true),
                        List.of("Extra", "", "", "", "varchar", 0L, true),
                        List.of("Comment", "", "", "", "varchar", 0L, true));
    }
}
