package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles, privileges, owners, the path and the user: what is answered where nothing manages roles and privileges. */
class AccessStatementsTest {
    private LocalEngine engine;
    private StatementClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
        client = new StatementClient(engine);
        client.done("CREATE TABLE memory.default.t (a integer)");
        client.done("CREATE VIEW memory.default.v AS SELECT 1 x");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void thereAreNoRoles() {
        assertThat(client.failure("CREATE ROLE r")).isEqualTo("NOT_SUPPORTED: System roles are not enabled");
        assertThat(client.failure("CREATE ROLE r IN memory"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Catalog 'memory' does not support role management");
        assertThat(client.failure("CREATE ROLE r IN nope"))
                .isEqualTo("CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' not found");
        assertThat(client.failure("CREATE ROLE r WITH ADMIN ROLE boss"))
                .isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'boss' does not exist");
        assertThat(client.failure("DROP ROLE R")).isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'r' does not exist");
        client.done("DROP ROLE IF EXISTS r");
        assertThat(client.failure("GRANT r TO USER bob"))
                .isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'r' does not exist");
        assertThat(client.failure("REVOKE r FROM USER bob"))
                .isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'r' does not exist");
        assertThat(client.failure("SET ROLE r")).isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'r' does not exist");
        client.done("SET ROLE ALL");
        client.done("SET ROLE NONE");
        assertThat(client.rows("SHOW ROLES")).isEmpty();
        assertThat(client.rows("SHOW CURRENT ROLES")).isEmpty();
        assertThat(client.rows("SHOW ROLE GRANTS")).isEmpty();
        assertThat(client.failure("SHOW ROLES FROM tpch"))
                .isEqualTo("NOT_SUPPORTED: line 1:1: Catalog 'tpch' does not support role management");
    }

    @Test
    void privilegesAreNotManaged() {
        String unmanaged = "NOT_SUPPORTED: Catalog does not support permission management: memory";
        assertThat(client.failure("GRANT SELECT ON memory.default.t TO bob")).isEqualTo(unmanaged);
        assertThat(client.failure("GRANT ALL PRIVILEGES ON memory.default.v TO ROLE r WITH GRANT OPTION"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("REVOKE INSERT ON TABLE memory.default.t FROM bob"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("DENY DELETE ON SCHEMA memory.default TO bob"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("GRANT SELECT ON memory.default.nope TO bob"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:1: Table 'memory.default.nope' does not exist");
        assertThat(client.failure("GRANT SELECT ON SCHEMA memory.nope TO bob"))
                .isEqualTo("SCHEMA_NOT_FOUND: line 1:1: Schema 'memory.nope' does not exist");
        assertThat(client.failure("GRANT fly ON memory.default.t TO bob"))
                .isEqualTo("INVALID_PRIVILEGE: line 1:1: Unknown privilege: 'fly'");
        assertThat(client.rows("SHOW GRANTS ON memory.default.t")).isEmpty();
        assertThat(client.failure("SHOW GRANTS ON memory.default.nope"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:1: Table 'memory.default.nope' does not exist");
    }

    @Test
    void ownersAreNotManaged() {
        String unmanaged = "NOT_SUPPORTED: Catalog does not support permission management: memory";
        assertThat(client.failure("ALTER TABLE memory.default.t SET AUTHORIZATION bob"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("ALTER VIEW memory.default.v SET AUTHORIZATION USER bob"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("ALTER SCHEMA memory.default SET AUTHORIZATION bob"))
                .isEqualTo(unmanaged);
        assertThat(client.failure("ALTER SCHEMA memory.default SET AUTHORIZATION ROLE r"))
                .isEqualTo("ROLE_NOT_FOUND: line 1:1: Role 'r' does not exist");
        assertThat(client.failure("ALTER VIEW memory.default.t SET AUTHORIZATION bob"))
                .isEqualTo("TABLE_NOT_FOUND: line 1:1: View 'memory.default.t' does not exist");
    }

    @Test
    void whatAClientCannotFollowIsRefused() {
        assertThat(client.failure("SET PATH memory.default"))
                .isEqualTo("NOT_SUPPORTED: SET PATH not supported by client");
        assertThat(client.failure("SET SESSION AUTHORIZATION bob"))
                .isEqualTo("NOT_SUPPORTED: SET SESSION AUTHORIZATION not supported by client");
        assertThat(client.failure("RESET SESSION AUTHORIZATION"))
                .isEqualTo("NOT_SUPPORTED: RESET SESSION AUTHORIZATION not supported by client");
    }

    @Test
    void aPathNamesCatalogsThatAreThere() {
        StatementClient able = new StatementClient(engine, new LocalSession(Set.of("PATH", "SESSION_AUTHORIZATION")));
        assertThat(able.failure("SET PATH nope.s")).isEqualTo("CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' not found");
        able.done("SET PATH memory.default, tiny");
        assertThat(able.rows("SELECT current_path")).containsExactly(List.of("memory.default, tiny"));
        able.done("SET SESSION AUTHORIZATION bob");
        able.done("RESET SESSION AUTHORIZATION");
    }

    @Test
    void transactionModesAreGivenOnce() {
        client.done("START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY");
        assertThat(client.failure("START TRANSACTION READ ONLY, READ WRITE"))
                .isEqualTo("SYNTAX_ERROR: line 1:1: Multiple transaction read modes specified");
        assertThat(client.failure("START TRANSACTION ISOLATION LEVEL SERIALIZABLE, ISOLATION LEVEL READ COMMITTED"))
                .isEqualTo("SYNTAX_ERROR: line 1:1: Multiple transaction isolation levels specified");
    }
}
