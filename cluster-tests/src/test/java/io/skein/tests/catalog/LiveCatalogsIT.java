package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CREATE, ALTER, DROP and SHOW CREATE CATALOG on two workers. */
class LiveCatalogsIT {
    private static final int ALREADY_EXISTS = 0x0000_000C;

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        server = SkeinProcess.start("cluster", "--workers", "2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCatalogLivesItsLife() throws IOException {
        Path warehouse = Files.createTempDirectory(server.dataDirectory(), "made");
        String create = "CREATE CATALOG made USING iceberg WITH (\"iceberg.jdbc-catalog.default-warehouse-dir\" = '"
                + warehouse + "')";
        Jdbc.execute(server, create);

        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT connector_name, state, failure FROM system.metadata.catalogs WHERE catalog_name = 'made'"))
                .hasToString("[[iceberg, WORKING, null]]");
        Jdbc.execute(server, "CREATE SCHEMA made.s");
        Jdbc.execute(server, "CREATE TABLE made.s.nation AS SELECT * FROM tpch.tiny.nation");
        assertThat(
                        Jdbc.query(
                                server,
                                "SELECT count(*) FROM made.s.nation n JOIN tpch.tiny.region r USING (regionkey) WHERE r.name = 'ASIA'"))
                .hasToString("[[5]]");
        assertThat(Jdbc.failure(server, create).code()).isEqualTo(ALREADY_EXISTS);
        Jdbc.execute(server, create.replace("CREATE CATALOG", "CREATE CATALOG IF NOT EXISTS"));

        Jdbc.execute(server, "DROP CATALOG made");

        assertThat(Jdbc.query(server, "SHOW CATALOGS LIKE 'made'")).isEmpty();
        assertThat(Jdbc.failure(server, "SELECT * FROM made.s.nation").message())
                .contains("Catalog 'made' not found");
        assertThat(Jdbc.failure(server, "DROP CATALOG made").message()).contains("Catalog 'made' not found");
        Jdbc.execute(server, "DROP CATALOG IF EXISTS made");
        Jdbc.execute(server, create);
        assertThat(Jdbc.query(server, "SELECT count(*) FROM made.s.nation WHERE nationkey >= 0"))
                .hasToString("[[25]]");
        Jdbc.execute(server, "DROP CATALOG made");
    }

    @Test
    void aCatalogIsChangedWhileItLives() {
        Jdbc.execute(server, "CREATE CATALOG changed USING tpch WITH (\"tpch.splits-per-node\" = '2')");

        Jdbc.execute(
                server,
                "ALTER CATALOG changed SET PROPERTIES \"tpch.column-naming\" = 'STANDARD', \"tpch.splits-per-node\" = DEFAULT");

        assertThat(Jdbc.query(server, "SELECT n_name FROM changed.tiny.nation WHERE n_nationkey = 7"))
                .hasToString("[[GERMANY]]");
        assertThat(Jdbc.query(server, "SHOW CREATE CATALOG changed"))
                .hasToString(
                        "[[CREATE CATALOG changed USING tpch\nWITH (\n   \"tpch.column-naming\" = 'STANDARD'\n)]]");
        assertThat(Jdbc.failure(server, "ALTER CATALOG changed SET PROPERTIES \"tpch.splits-per-nod\" = '4'")
                        .message())
                .contains("Catalog 'changed' has an unknown property 'tpch.splits-per-nod', did you mean"
                        + " 'tpch.splits-per-node'?");
        assertThat(Jdbc.query(server, "SELECT n_name FROM changed.tiny.nation WHERE n_nationkey = 8"))
                .hasToString("[[INDIA]]");
        assertThat(Jdbc.failure(server, "ALTER CATALOG tpch SET PROPERTIES \"tpch.splits-per-node\" = '4'")
                        .message())
                .contains("Catalog 'tpch' comes with the server's settings and can only be changed there");
        assertThat(Jdbc.failure(server, "ALTER CATALOG none SET PROPERTIES a = '4'")
                        .message())
                .contains("Catalog 'none' not found");
        assertThat(Jdbc.failure(server, "SHOW CREATE CATALOG none").message()).contains("Catalog 'none' not found");
        Jdbc.execute(server, "DROP CATALOG changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CREATE CATALOG bad USING postgres                        | There is no connector 'postgres', did you mean 'postgresql'? There are",
                "CREATE CATALOG tpch USING tpch                           | Catalog 'tpch' already exists",
                "CREATE CATALOG system USING memory                       | Catalog 'system' already exists",
                "CREATE CATALOG bad USING orakel                          | There is no connector 'orakel'; there are",
                "CREATE CATALOG bad USING tpch WITH (\"tpch.splits-per-nod\" = '4') | Catalog 'bad' has an unknown property 'tpch.splits-per-nod', did you mean",
                "CREATE CATALOG bad USING tpch WITH (x = 4)               | Invalid value for catalog property 'x': Cannot convert [4] to varchar",
                "CREATE CATALOG bad USING tpch WITH (x = DEFAULT)         | Catalog properties do not support DEFAULT value",
                "CREATE CATALOG bad USING tpch WITH (x = '${ENV:NOT_SET}')| 'x' wants the environment variable NOT_SET, which is not set",
                "CREATE CATALOG \"../bad\" USING tpch                 | A catalog's name has lower-case letters, digits, '_' and '-'",
                "DROP CATALOG tpcds                                       | Catalog 'tpcds' comes with the server's settings",
            })
    void whatCannotBeIsRefusedAndNothingIsKept(String sql, String message) throws IOException {
        assertThat(Jdbc.failure(server, sql).message()).contains(message);
        assertThat(Jdbc.query(server, "SHOW CATALOGS")).hasToString("[[iceberg], [memory], [system], [tpcds], [tpch]]");
        Path store = server.dataDirectory().resolve("catalogs");
        if (Files.exists(store)) {
            try (Stream<Path> files = Files.list(store)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void passwordsAreShownToNobody() throws IOException {
        String create =
                "CREATE CATALOG kept USING postgresql WITH (\"connection-url\" = 'jdbc:postgresql://127.0.0.1:1/none',"
                        + " \"connection-user\" = 'u', \"connection-password\" = 'never-shown')";
        Jdbc.execute(server, create);

        assertThat(Jdbc.query(
                        server, "SELECT query FROM system.runtime.queries WHERE query LIKE 'CREATE CATALOG kept%'"))
                .hasToString("[[" + create.replaceAll("'[^']*'", "'***'") + "]]");
        Jdbc.execute(
                server,
                "ALTER CATALOG kept SET PROPERTIES \"connection-password\" = 'never-shown', \"connection-user\" = '${ENV:HOME}'");
        assertThat(Jdbc.query(
                        server, "SELECT query FROM system.runtime.queries WHERE query LIKE 'ALTER CATALOG kept%'"))
                .hasToString(
                        "[[ALTER CATALOG kept SET PROPERTIES \"connection-password\" = '***', \"connection-user\" = '***']]");
        assertThat(Jdbc.query(server, "SHOW CREATE CATALOG kept")).hasToString("""
                        [[CREATE CATALOG kept USING postgresql
                        WITH (
                           "connection-password" = '***',
                           "connection-url" = 'jdbc:postgresql://127.0.0.1:1/none',
                           "connection-user" = '${ENV:HOME}'
                        )]]""");
        assertThat(server.log()).doesNotContain("never-shown");
        assertThat(Jdbc.failure(server, "SHOW SCHEMAS FROM kept").message())
                .contains("127.0.0.1:1")
                .doesNotContain("never-shown");
        Path file = server.dataDirectory().resolve("catalogs/kept.properties");
        assertThat(file).content().contains("never-shown");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Jdbc.execute(server, "DROP CATALOG kept");

        assertThat(file).doesNotExist();
    }
}
