package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views from their making to their end, as a client sees them. */
class ViewStatementsTest {
    private LocalEngine engine;
    private StatementClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
        client = new StatementClient(engine);
        client.done("CREATE TABLE memory.default.t (a integer, b varchar(3))");
        client.done("INSERT INTO memory.default.t VALUES (1, 'one'), (2, 'two')");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void namesInAViewMeanWhatTheyMeantWhenItWasMade() {
        client.done("USE memory.default");
        client.done("CREATE VIEW v AS SELECT b AS name, a + 1 AS next FROM t");
        client.done("USE tpch.tiny");

        assertThat(client.rows("SELECT next, v.name FROM memory.default.v WHERE next > 2"))
                .containsExactly(List.of(3L, "two"));
        assertThat(client.rows("SELECT count(*) FROM memory.default.v x JOIN memory.default.v y ON x.next = y.next"))
                .containsExactly(List.of(2L));
    }

    @Test
    void isListedAndDescribedAsAView() {
        client.done("CREATE VIEW memory.default.v COMMENT 'it''s' SECURITY INVOKER AS SELECT a FROM memory.default.t");

        assertThat(client.rows("SHOW TABLES FROM memory.default")).containsExactly(List.of("t"), List.of("v"));
        assertThat(client.rows("SELECT table_name, table_type FROM memory.information_schema.tables"
                        + " WHERE table_schema = 'default' ORDER BY 1"))
                .containsExactly(List.of("t", "BASE TABLE"), List.of("v", "VIEW"));
        assertThat(client.rows("SELECT view_definition FROM memory.information_schema.views"))
                .containsExactly(List.of("SELECT a\nFROM\n  memory.default.t\n"));
        assertThat(client.rows(
                        "SELECT column_name, data_type FROM memory.information_schema.columns WHERE table_name = 'v'"))
                .containsExactly(List.of("a", "integer"));
        assertThat(client.rows(
                        "SELECT table_type FROM system.jdbc.tables WHERE table_cat = 'memory' AND table_name = 'v'"))
                .containsExactly(List.of("VIEW"));
        assertThat(client.rows("DESCRIBE memory.default.v")).containsExactly(List.of("a", "integer", "", ""));
        assertThat(client.rows("SHOW CREATE VIEW memory.default.v"))
                .containsExactly(List.of("CREATE VIEW memory.default.v COMMENT 'it''s' SECURITY INVOKER AS\n"
                        + "SELECT a\nFROM\n  memory.default.t"));
        assertThat(client.failure("SHOW CREATE VIEW memory.default.t"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Relation 'memory.default.t' is a table, not a view");
    }

    @Test
    void aNameIsATablesOrAViews() {
        client.done("CREATE VIEW memory.default.v AS SELECT 1 x");

        assertThat(client.failure("CREATE VIEW memory.default.v AS SELECT 2 x"))
                .isEqualTo("TABLE_ALREADY_EXISTS: line 1:1: View already exists: 'memory.default.v'");
        assertThat(client.failure("CREATE OR REPLACE VIEW memory.default.t AS SELECT 2 x"))
                .isEqualTo("TABLE_ALREADY_EXISTS: line 1:1: Table already exists: 'memory.default.t'");
        assertThat(client.failure("DROP TABLE memory.default.v"))
                .isEqualTo("GENERIC_USER_ERROR: line 1:1: Table 'memory.default.v' does not exist, but a view with that"
                        + " name exists. Did you mean DROP VIEW memory.default.v?");
        assertThat(client.failure("ALTER VIEW memory.default.t RENAME TO memory.default.w"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:1: View 'memory.default.t' does not exist, but a table with that"
                        + " name exists. Did you mean ALTER TABLE memory.default.t RENAME TO ...?");
        assertThat(client.failure("INSERT INTO memory.default.v VALUES 1"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Inserting into views is not supported");
        assertThat(client.failure("TRUNCATE TABLE memory.default.v"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Cannot truncate a view");
        client.done("ALTER VIEW memory.default.v RENAME TO memory.default.w");
        client.done("DROP VIEW memory.default.w");
        client.done("DROP VIEW IF EXISTS memory.default.w");
    }

    @Test
    void aViewThatItsTablesDoNotFitAnyMoreIsRefused() {
        client.done("CREATE VIEW memory.default.v AS SELECT * FROM memory.default.t");
        client.done("ALTER TABLE memory.default.t ADD COLUMN c date");
        assertThat(client.failure("SELECT * FROM memory.default.v"))
                .isEqualTo("VIEW_IS_STALE: line 1:15: View 'memory.default.v' is stale or in invalid state: stored view"
                        + " column count (2) does not match column count derived from the view query analysis (3)");

        client.done("DROP TABLE memory.default.t");
        client.done("CREATE TABLE memory.default.t (b varchar(3), a integer)");
        assertThat(client.failure("SELECT * FROM memory.default.v"))
                .isEqualTo(
                        "VIEW_IS_STALE: line 1:15: View 'memory.default.v' is stale or in invalid state: column [b] of"
                                + " type varchar(3) projected from query view at position 0 has a different name from column"
                                + " [a] of type integer stored in view definition");

        client.done("DROP TABLE memory.default.t");
        assertThat(client.failure("SELECT * FROM memory.default.v"))
                .isEqualTo("INVALID_VIEW: line 1:15: Failed analyzing stored view 'memory.default.v': line 3:3: Table"
                        + " 'memory.default.t' does not exist");
    }

    @Test
    void aViewKeepsItsTypesWhenItsColumnsBecomeNarrower() {
        client.done("CREATE VIEW memory.default.v AS SELECT a FROM memory.default.t");
        client.done("DROP TABLE memory.default.t");
        client.done("CREATE TABLE memory.default.t AS SELECT SMALLINT '7' a");

        Answer answer = client.answer("SELECT a FROM memory.default.v");
        assertThat(answer.columns()).containsExactly(new Answer.Column("a", "integer"));
        assertThat(answer.rows()).containsExactly(List.of(7L));
    }

    @Test
    void aViewOfItselfIsRefused() {
        client.done("CREATE VIEW memory.default.v AS SELECT 1 x");
        client.done("CREATE VIEW memory.default.w AS SELECT x FROM memory.default.v");
        assertThat(client.failure("CREATE OR REPLACE VIEW memory.default.v AS SELECT x FROM memory.default.v"))
                .isEqualTo("VIEW_IS_RECURSIVE: line 1:58: Statement would create a recursive view");
        assertThat(client.failure("CREATE OR REPLACE VIEW memory.default.v AS SELECT x FROM memory.default.w"))
                .startsWith("INVALID_VIEW: line 1:58: Failed analyzing stored view 'memory.default.w': line 3:3: ");
    }

    @Test
    void commentsAreSetAndTakenAway() {
        client.done("CREATE VIEW memory.default.v AS SELECT 1 x");
        client.done("COMMENT ON VIEW memory.default.v IS 'all of it'");
        client.done("COMMENT ON COLUMN memory.default.v.x IS 'the x'");
        assertThat(client.rows("DESCRIBE memory.default.v")).containsExactly(List.of("x", "integer", "", "the x"));
        assertThat(client.rows("SHOW CREATE VIEW memory.default.v"))
                .containsExactly(
                        List.of("CREATE VIEW memory.default.v COMMENT 'all of it' SECURITY DEFINER AS\nSELECT 1 x"));
        assertThat(client.failure("COMMENT ON TABLE memory.default.v IS 'no'"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:1: Table 'memory.default.v' does not exist, but a view with that"
                        + " name exists. Did you mean COMMENT ON VIEW memory.default.v IS ...?");
        assertThat(client.failure("COMMENT ON COLUMN memory.default.v.y IS 'no'"))
                .isEqualTo("COLUMN_NOT_FOUND: line 1:1: Column does not exist: y");
    }

    @Test
    void whatNoSourceKeepsIsRefused() {
        assertThat(client.failure("CREATE VIEW tpch.tiny.v AS SELECT 1 x"))
                .isEqualTo("NOT_SUPPORTED: This connector does not support creating views");
    }
}
