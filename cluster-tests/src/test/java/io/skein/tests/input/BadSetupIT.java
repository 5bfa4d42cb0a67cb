package io.skein.tests.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.skein.tests.server.Counters;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with passwords, an impatient client time-out, and a catalog file that is wrong. */
class BadSetupIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path etc;

    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        Path catalogs = Files.createDirectories(etc.resolve("catalog"));
        Files.writeString(catalogs.resolve("tpch.properties"), "connector.name=tpch\n");
        Files.writeString(catalogs.resolve("broken.properties"), "connector.name=tpch\ntpch.colum-naming=STANDARD\n");
        Files.writeString(
                etc.resolve("passwords"),
                "ann:" + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(10, "right".toCharArray()) + "\n");
        Files.writeString(
                etc.resolve("skein.properties"),
                "skein.coordinator.query.client-timeout=2s\nskein.auth.password-file=" + etc.resolve("passwords")
                        + "\n");
        server = SkeinProcess.start("start", "--etc", etc.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void wrongPasswordIsTurnedAwayWithoutSayingWhy() throws Exception {
        HttpResponse<String> reply = post("SELECT 1", "wrong");

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
        assertThat(post("SELECT 1", "right").statusCode()).isEqualTo(200);
    }

    @Test
    void catalogWithAnUnknownKeySaysWhichAndLeavesTheOthersAlone() throws Exception {
        assertThat(end(post("SELECT count(*) FROM broken.tiny.nation", "right")))
                .contains("tpch.colum-naming")
                .contains("tpch.column-naming");
        assertThat(end(post("SELECT count(*) FROM tpch.tiny.nation", "right"))).contains("[[25]]");
    }

    @Test
    void resultThatNobodyFetchesIsGivenUp() throws Exception {
        HttpResponse<String> first = post("SELECT * FROM tpch.sf1.lineitem", "right");
        assertThat(first.statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !Counters.held(server).isEmpty());
        Counters.awaitNothingHeld(server, Duration.ofSeconds(15));

        assertThat(end(first)).contains("ABANDONED_QUERY");
    }

    private static HttpResponse<String> post(String sql, String password) throws Exception {
        return HTTP.send(
                authorized(URI.create(server.httpAddress() + "/v1/statement"), password)
                        .POST(BodyPublishers.ofString(sql))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Follows the answer to its last page, or to the first with rows, and gives that page. */
    private static String end(HttpResponse<String> reply) throws Exception {
        String page = reply.body();
        while (page.contains("\"nextUri\"") && !page.contains("\"data\"")) {
            String next = page.replaceAll("(?s).*\"nextUri\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            page = HTTP.send(authorized(URI.create(next), "right").GET().build(), BodyHandlers.ofString())
                    .body();
        }
        return page;
    }

    private static HttpRequest.Builder authorized(URI uri, String password) {
        String credentials = Base64.getEncoder().encodeToString(("ann:" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("X-Trino-User", "ann")
                .header("Authorization", "Basic " + credentials);
    }
}
