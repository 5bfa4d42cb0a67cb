package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.util.List;
import java.util.Map;
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
                        "hive",
                        lines(
                                S3Server.properties(s3),
                                HiveMetastoreServer.shared().properties()),
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
    @ValueSource(strings = {"postgres", "rest", "vended", "hive"})
    void aTableLivesItsLife(String catalog) {
        CatalogLives.table(server, catalog);
        assertThat(S3Server.shared().keys(catalog + "/life_" + catalog)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "rest", "vended"})
    void viewsOfBothKindsLiveTheirLives(String catalog) {
        CatalogLives.views(server, catalog);
        CatalogLives.materializedViews(server, catalog, 6);
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
        PyIceberg.exchange(server, "rest", "rest", RestCatalogServer.shared().uri());
    }

    @Test
    void passwordsAreNotInTheLog() {
        assertThat(server.log()).doesNotContain(PostgresServer.PASSWORD).doesNotContain(S3Server.SECRET_KEY);
    }
}
