package io.skein.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.clients.Programs.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Trino's shell and our own. */
class ShellClientsIT {
    private static final Path TRINO_CLI = Programs.ROOT.resolve("cluster-tests/target/clients/trino-cli.jar");
    private static final Path SKEIN_CLI = Programs.ROOT.resolve("cli/target/skein-cli.jar");

    /** Rows go to the output; that a statement without rows is done, and how many rows it wrote, to the error channel ({@code Query.renderUpdate}). */
    @Test
    void trinosShellKeepsItsSessionAcrossStatements() throws Exception {
        Outcome outcome =
                trino("USE tpch.tiny; PREPARE p FROM SELECT name FROM nation WHERE nationkey = ?; EXECUTE p USING 3");

        assertThat(outcome.out()).isEqualTo("\"CANADA\"\n");
        assertThat(outcome.err()).isEqualTo("USE\nPREPARE\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void trinosShellTellsWhatStatementsWrote() throws Exception {
        Outcome outcome = trino("USE memory.default; DROP TABLE IF EXISTS shell_nation;"
                + " CREATE TABLE shell_nation AS SELECT name FROM tpch.tiny.nation;"
                + " CREATE TABLE IF NOT EXISTS shell_nation AS SELECT name FROM tpch.tiny.nation;"
                + " INSERT INTO shell_nation VALUES 'ATLANTIS';"
                + " SET SESSION query_max_run_time = '1h'; SELECT count(*) FROM shell_nation;"
                + " DROP TABLE shell_nation");

        assertThat(outcome.out()).isEqualTo("\"26\"\n");
        assertThat(outcome.err())
                .isEqualTo("USE\nDROP TABLE\nCREATE TABLE: 25 rows\nCREATE TABLE: 0 rows\nINSERT: 1 row\n"
                        + "SET SESSION\nDROP TABLE\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void trinosShellReportsAnError() throws Exception {
        Outcome outcome = trino("SELECT 1 / 0");

        assertThat(outcome.err()).containsPattern("Query \\d{8}_\\d{6}_\\d{5}_\\w+ failed: Division by zero");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void ourShellPrintsATableAndASummary() throws Exception {
        Outcome outcome =
                skein("--catalog", "tpch", "--schema", "tiny", "SELECT regionkey, name FROM region ORDER BY 1 LIMIT 2");

        assertThat(outcome.out()).isEqualTo("""
                         regionkey |  name
                        -----------+---------
                                 0 | AFRICA
                                 1 | AMERICA
                        (2 rows)
                        """);
        assertThat(outcome.err()).containsPattern("Query \\S+: FINISHED");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void ourShellReportsAnErrorOnStderr() throws Exception {
        Outcome outcome = skein("SELECT nope");

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).containsPattern("Query \\S+ failed: line 1:8: Column 'nope' cannot be resolved");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void ourShellTellsThatNoServerIsThere() throws Exception {
        Outcome outcome =
                Programs.run(Programs.JAVA, "-jar", SKEIN_CLI.toString(), "--server", "http://127.0.0.1:1", "SELECT 1");

        assertThat(outcome.err()).contains("No Skein server answers at http://127.0.0.1:1");
        assertThat(outcome.status()).isEqualTo(2);
    }

    private static Outcome trino(String statements) throws Exception {
        return Programs.run(
                Programs.JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.jline.terminal.dumb=true",
                "-jar",
                TRINO_CLI.toString(),
                "--server",
                Addresses.underTest().http(),
                "--user",
                "lab",
                "--execute",
                statements);
    }

    private static Outcome skein(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Programs.JAVA,
                "-jar",
                SKEIN_CLI.toString(),
                "--server",
                Addresses.underTest().http(),
                "--user",
                "lab"));
        command.addAll(java.util.List.of(arguments));
        return Programs.run(command);
    }
}
