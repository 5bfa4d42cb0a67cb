package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that a Nessie lists, over its own protocol and over Iceberg's. */
@Tag("full")
class NessieIT {
    private static final int CATALOG_ERROR = 0x0504_000D;

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        List<String> s3 = S3Server.properties(S3Server.shared().endpoint());
        NessieServer nessie = NessieServer.shared();
        int closedPort = SkeinProcess.freePort();
        server = Lake.start(
                Map.of(
                        "nessie",
                        lines(s3, nessie.properties()),
                        "nessie_rest",
                        lines(s3, nessie.restProperties()),
                        "gone",
                        List.of(
                                "iceberg.catalog.type=nessie",
                                "iceberg.nessie-catalog.uri=http://127.0.0.1:" + closedPort + "/api/v2",
                                "iceberg.nessie-catalog.default-warehouse-dir=gone"),
                        "branchless",
                        lines(s3, lines(nessie.properties(), List.of("iceberg.nessie-catalog.ref=elsewhere")))),
                List.of(),
                "cluster",
                "--workers",
                "2");
    }

    private static List<String> lines(List<String> some, List<String> more) {
        return Stream.of(some, more).flatMap(List::stream).toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nessie", "nessie_rest"})
    void aTableLivesItsLife(String catalog) {
        CatalogLives.table(server, catalog);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nessie", "nessie_rest"})
    void viewsLiveTheirLives(String catalog) {
        CatalogLives.views(server, catalog);
    }

    @Test
    void keptAnswersAreUsedWhileTheirTablesPastIsKnown() {
        CatalogLives.materializedViews(server, "nessie", 6);
    }

    /** Over Iceberg's protocol Nessie shows the newest snapshot alone, so that nobody can tell how old an answer is. */
    @Test
    void answersOfUnknownAgeAreNotUsed() {
        CatalogLives.materializedViews(server, "nessie_rest", 16);
    }

    @Test
    void bothProtocolsShowTheSameTables() {
        Jdbc.execute(server, "CREATE SCHEMA nessie.same");
        Jdbc.execute(server, "CREATE TABLE nessie.same.t AS SELECT 7 AS x");
        Jdbc.execute(server, "INSERT INTO nessie_rest.same.t VALUES 8");

        assertThat(Jdbc.query(server, "SELECT x FROM nessie.same.t ORDER BY x"))
                .containsExactly(List.of(7), List.of(8));
        Jdbc.execute(server, "DROP TABLE nessie_rest.same.t");
        assertThat(Jdbc.query(server, "SHOW TABLES FROM nessie.same")).isEmpty();
        Jdbc.execute(server, "DROP SCHEMA nessie.same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nessie", "nessie_rest"})
    void writersOfTwoProcessesLoseNothing(String catalog) throws Exception {
        List<String> s3 = S3Server.properties(S3Server.shared().endpoint());
        List<String> same = catalog.equals("nessie")
                ? NessieServer.shared().properties()
                : NessieServer.shared().restProperties();
        try (SkeinProcess other = Lake.start(Map.of(catalog, lines(s3, same)), List.of(), "start")) {
            CatalogLives.race(server, other, catalog);
        }
    }

    @Test
    void aNessieThatIsNotThereIsNamedSoon() {
        long before = System.nanoTime();
        Jdbc.Failure failure = Jdbc.failure(server, "SHOW SCHEMAS FROM gone");

        assertThat(failure.message())
                .contains(
                        "The Iceberg catalog service failed: Failed to execute GET request against 'http://127.0.0.1:");
        assertThat(failure.code()).isEqualTo(CATALOG_ERROR);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aBranchThatIsNotThereIsNamed() {
        assertThat(Jdbc.failure(server, "SHOW SCHEMAS FROM branchless").message())
                .contains("elsewhere");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
    void pyIcebergAndSkeinReadWhatTheOtherWrites() throws Exception {
        PyIceberg.exchange(server, "nessie_rest", "rest", NessieServer.shared().restUri());
    }
}
