package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A REST catalog that wants to know who asks. */
class RestCatalogSecurityIT {
    private static final int CATALOG_ERROR = 0x0504_000D;
    private static final String WRONG_SECRET = "wrong-secret-never-shown";

    private static TokenProxy proxy;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        proxy = new TokenProxy(RestCatalogServer.shared().uri());
        server = Lake.start(
                Map.of(
                        "known",
                        oauth2(TokenProxy.CLIENT + ":" + TokenProxy.SECRET),
                        "unknown",
                        oauth2(TokenProxy.CLIENT + ":" + WRONG_SECRET),
                        "nobody",
                        lines(List.of()),
                        "gone",
                        List.of(
                                "iceberg.catalog.type=rest",
                                "iceberg.rest-catalog.uri=http://127.0.0.1:" + SkeinProcess.freePort())),
                List.of(),
                "start");
    }

    private static List<String> oauth2(String credential) {
        return lines(List.of(
                "iceberg.rest-catalog.security=OAUTH2",
                "iceberg.rest-catalog.oauth2.credential=" + credential,
                "iceberg.rest-catalog.oauth2.scope=" + TokenProxy.SCOPE,
                "iceberg.rest-catalog.oauth2.server-uri=" + proxy.uri() + "/v1/oauth/tokens"));
    }

    private static List<String> lines(List<String> security) {
        return Stream.of(
                        S3Server.properties(S3Server.shared().endpoint()),
                        List.of("iceberg.catalog.type=rest", "iceberg.rest-catalog.uri=" + proxy.uri()),
                        security)
                .flatMap(List::stream)
                .toList();
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
    }

    @Test
    void aTokenIsFetchedAndKeptFresh() {
        CatalogLives.table(server, "known");
        int before = proxy.refreshed();

        Awaitility.await("two more tokens, one after the other")
                .atMost(Duration.ofSeconds(60))
                .until(() -> proxy.refreshed() >= before + 2);
        int refused = proxy.refused();
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM known")).contains(List.of("ready"));
        assertThat(proxy.refused()).isEqualTo(refused);
    }

    @Test
    void aWrongSecretIsSaid() {
        Jdbc.Failure failure = Jdbc.failure(server, "SHOW SCHEMAS FROM unknown");

        assertThat(failure.code()).isEqualTo(CATALOG_ERROR);
        assertThat(failure.message()).contains("invalid_client").contains("Unknown client or secret");
    }

    @Test
    void nobodyIsRefused() {
        Jdbc.Failure failure = Jdbc.failure(server, "SHOW SCHEMAS FROM nobody");

        assertThat(failure.code()).isEqualTo(CATALOG_ERROR);
        assertThat(failure.message()).contains("No token that holds");
    }

    @Test
    void aServiceThatIsNotThereIsNamedSoon() {
        long before = System.nanoTime();
        Jdbc.Failure failure = Jdbc.failure(server, "SHOW SCHEMAS FROM gone");

        assertThat(failure.code()).isEqualTo(CATALOG_ERROR);
        assertThat(failure.message())
                .contains("The Iceberg catalog http://127.0.0.1:")
                .contains("refused");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void secretsAreNotInTheLog() {
        assertThat(server.log()).doesNotContain(TokenProxy.SECRET).doesNotContain(WRONG_SECRET);
    }
}
