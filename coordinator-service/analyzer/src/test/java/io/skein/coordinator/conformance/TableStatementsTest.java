package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of tables, what columns take, and what is known of them, as a client sees them. */
class TableStatementsTest {
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
    void columnsOfTablesChange() {
        client.done("ALTER TABLE memory.default.t RENAME COLUMN b TO c");
        client.done("ALTER TABLE memory.default.t ADD COLUMN b date COMMENT 'a day'");
        client.done("ALTER TABLE memory.default.t ADD COLUMN IF NOT EXISTS b date");
        client.done("ALTER TABLE memory.default.t RENAME COLUMN IF EXISTS z TO y");
        client.done("ALTER TABLE IF EXISTS memory.default.nope DROP COLUMN x");
        client.done("INSERT INTO memory.default.t (c, b) VALUES ('new', DATE '2020-01-01')");
        assertThat(client.rows("SELECT * FROM memory.default.t ORDER BY c"))
                .containsExactly(
                        Arrays.asList(null, "new", "2020-01-01"),
                        Arrays.asList(1L, "one", null),
                        Arrays.asList(2L, "two", null));
        assertThat(client.failure("ALTER TABLE memory.default.t ADD COLUMN c date"))
                .isEqualTo("COLUMN_ALREADY_EXISTS: line 1:1: Column 'c' already exists");
        assertThat(client.failure("ALTER TABLE memory.default.t RENAME COLUMN z TO y"))
                .isEqualTo("COLUMN_NOT_FOUND: line 1:1: Column 'z' does not exist");
        assertThat(client.failure("ALTER TABLE memory.default.t DROP COLUMN c"))
                .isEqualTo("NOT_SUPPORTED: This connector does not support dropping columns");
        assertThat(client.failure("ALTER TABLE memory.default.t ADD COLUMN d date FIRST"))
                .isEqualTo("NOT_SUPPORTED: This connector does not support adding columns with FIRST clause");
        assertThat(client.failure("ALTER TABLE memory.default.t ALTER COLUMN a DROP NOT NULL"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Column is already nullable");
        assertThat(client.failure("ALTER TABLE tpch.tiny.nation ADD COLUMN c date"))
                .isEqualTo("NOT_SUPPORTED: This connector does not support adding columns");
        client.done("TRUNCATE TABLE memory.default.t");
        assertThat(client.rows("SELECT count(*) FROM memory.default.t")).containsExactly(List.of(0L));
    }

    @Test
    void insertedValuesKeepWhatTheColumnPromises() {
        client.done("CREATE TABLE memory.default.s (k integer NOT NULL, c char(2), v varchar(2))");
        client.done("INSERT INTO memory.default.s VALUES (1, 'ab   ', 'cd   ')");
        assertThat(client.rows("SELECT * FROM memory.default.s")).containsExactly(List.of(1L, "ab", "cd"));

        assertThat(client.failure("INSERT INTO memory.default.s VALUES (NULL, 'a', 'b')"))
                .isEqualTo("CONSTRAINT_VIOLATION: NULL value not allowed for NOT NULL column: k");
        assertThat(client.failure("INSERT INTO memory.default.s (c) VALUES 'a'"))
                .isEqualTo("CONSTRAINT_VIOLATION: NULL value not allowed for NOT NULL column: k");
        assertThat(client.failure("INSERT INTO memory.default.s (k, c) VALUES (1, 'abc')"))
                .isEqualTo("INVALID_CAST_ARGUMENT: Cannot truncate non-space characters when casting from varchar(3)"
                        + " to char(2) on INSERT");
        assertThat(client.failure("INSERT INTO memory.default.s (k, v) SELECT 2, name FROM nation"))
                .isEqualTo("INVALID_CAST_ARGUMENT: Cannot truncate non-space characters when casting from varchar(25)"
                        + " to varchar(2) on INSERT");
        assertThat(client.rows("SELECT count(*) FROM memory.default.s")).containsExactly(List.of(1L));
    }

    @Test
    void statisticsAreOfTablesAndQueries() {
        assertThat(client.rows("SHOW STATS FOR memory.default.t"))
                .containsExactly(
                        Arrays.asList("a", null, null, null, null, null, null),
                        Arrays.asList("b", null, null, null, null, null, null),
                        Arrays.asList(null, null, null, null, 2.0, null, null));
        assertThat(client.rows("SHOW STATS FOR (SELECT orderdate AS day, orderstatus FROM orders)"))
                .containsExactly(
                        Arrays.asList("day", null, 2401.0, 0.0, null, "1992-01-01", "1998-08-02"),
                        Arrays.asList("orderstatus", 15000.0, 3.0, 0.0, null, null, null),
                        Arrays.asList(null, null, null, null, 15000.0, null, null));
        assertThat(client.failure("SHOW STATS FOR nope"))
                .isEqualTo("TABLE_NOT_FOUND: Table 'tpch.tiny.nope' does not exist");
    }
}
