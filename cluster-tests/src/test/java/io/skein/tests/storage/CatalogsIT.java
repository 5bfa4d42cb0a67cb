package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same tables through every kind of catalog, with data in S3, on two workers. */
class CatalogsIT {
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        String s3 = S3Server.shared().endpoint();
        server = Lake.start(
                Map.of(
                        "postgres",
                        lines(S3Server.properties(s3), PostgresServer.shared().properties("s3://lake/postgres")),
                        "rest",
                        lines(
                                S3Server.properties(s3),
                                RestCatalogServer.shared().properties()),
                        "vended",
                        lines(
                                S3Server.properties(s3).stream()
                                        .filter(line -> !line.startsWith("s3.aws-"))
                                        .toList(),
                                RestCatalogServer.shared().properties(),
                                List.of("iceberg.rest-catalog.vended-credentials-enabled=true")),
                        "nested",
                        lines(
                                S3Server.properties(s3),
                                RestCatalogServer.shared().properties(),
                                List.of("iceberg.rest-catalog.nested-namespace-enabled=true"))),
                List.of(),
                "cluster",
                "--workers",
                "2");
    }

    @SafeVarargs
    private static List<String> lines(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "rest", "vended"})
    void aTableLivesItsLife(String catalog) {
        String schema = catalog + ".life_" + catalog;
        Jdbc.execute(server, "CREATE SCHEMA " + schema);
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM " + catalog)).contains(List.of("life_" + catalog));
        Jdbc.execute(
                server,
                "CREATE TABLE " + schema + ".orders WITH (partitioning = ARRAY['orderstatus']) AS"
                        + " SELECT orderkey, custkey, orderstatus, totalprice FROM tpch.tiny.orders");
        Jdbc.execute(server, "INSERT INTO " + schema + ".orders VALUES (-1, -2, 'X', 3.5)");
        Jdbc.execute(server, "DELETE FROM " + schema + ".orders WHERE orderkey % 2 = 0");
        Jdbc.execute(server, "ALTER TABLE " + schema + ".orders ADD COLUMN note varchar");

        assertThat(Jdbc.query(server, "SELECT count(*), count(note), min(orderkey) FROM " + schema + ".orders"))
                .containsExactly(List.of(
                        1L
                                + (long) Jdbc.query(
                                                server, "SELECT count(*) FROM tpch.tiny.orders WHERE orderkey % 2 <> 0")
                                        .getFirst()
                                        .getFirst(),
                        0L,
                        -1L));
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema)).containsExactly(List.of("orders"));
        assertThat(Jdbc.query(server, "SHOW CREATE TABLE " + schema + ".orders").toString())
                .contains("s3://lake/");
        assertThat(Jdbc.failure(server, "CREATE TABLE " + schema + ".orders (x bigint)")
                        .message())
                .contains("already exists");

        Jdbc.execute(server, "ALTER TABLE " + schema + ".orders RENAME TO " + schema + ".renamed");
        assertThat(Jdbc.query(server, "SELECT count(*) FROM " + schema + ".renamed WHERE orderstatus = 'X'"))
                .containsExactly(List.of(1L));
        Jdbc.execute(server, "DROP TABLE " + schema + ".renamed");
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema)).isEmpty();
        assertThat(S3Server.shared().keys(catalog + "/life_" + catalog)).isEmpty();
        Jdbc.execute(server, "DROP SCHEMA " + schema);
        assertThat(Jdbc.failure(server, "SELECT * FROM " + schema + ".renamed").message())
                .contains("does not exist");
    }

    @Test
    void schemasOfSchemasHaveDotsInTheirNames() {
        Jdbc.execute(server, "CREATE SCHEMA nested.upper");
        Jdbc.execute(server, "CREATE SCHEMA nested.\"upper.lower\"");
        Jdbc.execute(server, "CREATE TABLE nested.\"upper.lower\".t AS SELECT 7 AS x");

        assertThat(Jdbc.query(server, "SELECT x FROM nested.\"upper.lower\".t")).containsExactly(List.of(7));
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM nested")).contains(List.of("upper"), List.of("upper.lower"));
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM rest")).contains(List.of("upper"));
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM rest")).doesNotContain(List.of("upper.lower"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
    void pyIcebergAndSkeinReadWhatTheOtherWrites() throws Exception {
        String python = Optional.ofNullable(System.getenv("SKEIN_TEST_PYTHON")).orElse("python3");
        Path output = Files.createTempFile(ForeignServer.directory("pyiceberg"), "script", ".out");
        Process script = new ProcessBuilder(
                        python,
                        SkeinProcess.ROOT
                                .resolve("cluster-tests/src/test/python/pyiceberg_client.py")
                                .toString(),
                        server.httpAddress(),
                        RestCatalogServer.shared().uri(),
                        S3Server.shared().endpoint(),
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(script.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(Files.readString(output)).isZero();
    }

    @Test
    void passwordsAreNotInTheLog() {
        assertThat(server.log()).doesNotContain(PostgresServer.PASSWORD).doesNotContain(S3Server.SECRET_KEY);
    }
}
