package io.skein.tests.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1/catalogs} of a server with passwords. */
class CatalogsRestIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
                etc.resolve("skein.properties"), "skein.auth.password-file=" + etc.resolve("passwords") + "\n");
        server = SkeinProcess.start("start", "--etc", etc.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void catalogsAreListedWithTheirHealth() throws Exception {
        JsonNode list = answer(send("GET", "", ""), 200);

        assertThat(list.findValuesAsText("name")).startsWith("broken", "tpch");
        assertThat(list.get(0).toString())
                .isEqualTo(
                        "{\"name\":\"broken\",\"connector\":\"tpch\",\"state\":\"BROKEN\",\"failure\":\"Catalog"
                                + " 'broken' has an unknown property 'tpch.colum-naming', did you mean 'tpch.column-naming'?\"}");
        assertThat(list.get(1).toString())
                .isEqualTo("{\"name\":\"tpch\",\"connector\":\"tpch\",\"state\":\"WORKING\"}");
        assertThat(answer(send("GET", "/tpch", ""), 200).toString())
                .isEqualTo(
                        "{\"name\":\"tpch\",\"connector\":\"tpch\",\"state\":\"WORKING\",\"stored\":false,\"properties\":{}}");
    }

    @Test
    void aCatalogLivesItsLife() throws Exception {
        HttpResponse<String> created = send("POST", "", """
                {"name": "made", "connector": "postgresql", "properties": {
                  "connection-url": "jdbc:postgresql://127.0.0.1:1/none", "connection-user": "u",
                  "connection-password": "never-shown"}}""");
        String shown =
                "{\"name\":\"made\",\"connector\":\"postgresql\",\"state\":\"WORKING\",\"stored\":true,\"properties\":"
                        + "{\"connection-password\":\"***\",\"connection-url\":\"jdbc:postgresql://127.0.0.1:1/none\","
                        + "\"connection-user\":\"u\"}}";

        assertThat(answer(created, 201).toString()).isEqualTo(shown);
        assertThat(created.headers().firstValue("Location")).contains(server.httpAddress() + "/v1/catalogs/made");
        assertThat(answer(send("GET", "/made", ""), 200).toString()).isEqualTo(shown);
        assertThat(answer(send("POST", "", "{\"name\": \"made\", \"connector\": \"tpch\"}"), 409)
                        .toString())
                .isEqualTo("{\"title\":\"Conflict\",\"status\":409,\"detail\":\"Catalog 'made' already exists\","
                        + "\"errorName\":\"ALREADY_EXISTS\"}");

        assertThat(answer(
                                send(
                                        "PATCH",
                                        "/made",
                                        "{\"properties\": {\"connection-user\": \"v\", \"connection-password\": null}}"),
                                200)
                        .path("properties")
                        .toString())
                .isEqualTo("{\"connection-url\":\"jdbc:postgresql://127.0.0.1:1/none\",\"connection-user\":\"v\"}");
        assertThat(answer(
                                send(
                                        "PUT",
                                        "/made",
                                        "{\"properties\": {\"connection-url\": \"jdbc:postgresql://127.0.0.1:2/none\","
                                                + " \"connection-user\": \"w\", \"connection-password\": \"${ENV:HOME}\"}}"),
                                200)
                        .path("properties")
                        .toString())
                .isEqualTo("{\"connection-password\":\"${ENV:HOME}\",\"connection-url\":"
                        + "\"jdbc:postgresql://127.0.0.1:2/none\",\"connection-user\":\"w\"}");

        assertThat(send("DELETE", "/made", "").statusCode()).isEqualTo(204);
        assertThat(answer(send("GET", "/made", ""), 404).path("errorName").asText())
                .isEqualTo("CATALOG_NOT_FOUND");
        assertThat(answer(send("DELETE", "/made", ""), 404).path("detail").asText())
                .isEqualTo("Catalog 'made' not found");
        assertThat(server.log()).doesNotContain("never-shown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`name`: `No Name`, `connector`: ``} | The body is not a catalog's | connector: must not be blank, name: has lower-case letters, digits, '_' and '-'",
                "{`connector`: `tpch`} | The body is not a catalog's | name: must not be null",
                "{`name`: `bad`, `connector`: `postgresql`, `properties`: {`connection-password`: `***`}} | The body is not a catalog's |"
                        + " properties.connection-password: is the mask of a secret, send the secret or leave the property out",
                "{`name`: `bad`, `conector`: `tpch`} | The body is not a catalog's | conector: is not known, did you mean 'connector'?",
                "{`name`: | Unexpected end-of-input |",
                "[1] | The body is not a catalog's | body: has a value of another type",
                "{`name`: `bad`, `connector`: `tpch`, `properties`: {`tpch.splits-per-nod`: `4`}} | Catalog 'bad' has an unknown property 'tpch.splits-per-nod', did you mean 'tpch.splits-per-node'? |",
                "{`name`: `bad`, `connector`: `postgres`} | There is no connector 'postgres', did you mean 'postgresql'? There are |",
            })
    void whatCannotBeIsSaidAndNothingIsKept(String body, String detail, String violations) throws Exception {
        HttpResponse<String> refused = send("POST", "", body.replace('`', '"'));
        JsonNode problem = answer(refused, 400);

        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(problem.path("errorName").asText()).isEqualTo("INVALID_CATALOG_PROPERTY");
        assertThat(problem.path("detail").asText()).contains(detail == null ? "" : detail);
        StringBuilder found = new StringBuilder();
        problem.path("violations")
                .forEach(violation -> found.append(found.isEmpty() ? "" : ", ")
                        .append(violation.path("field").asText())
                        .append(": ")
                        .append(violation.path("message").asText()));
        assertThat(found).hasToString(violations == null ? "" : violations);
        assertThat(send("GET", "/bad", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatAFileDescribesIsNotChangedHere() throws Exception {
        assertThat(answer(send("PATCH", "/tpch", "{\"properties\": {\"tpch.splits-per-node\": \"2\"}}"), 409)
                        .path("detail")
                        .asText())
                .isEqualTo("Catalog 'tpch' comes with the server's settings and can only be changed there");
    }

    @Test
    void nobodyIsAnsweredWithoutTheirPassword() throws Exception {
        for (String method : new String[] {"GET", "DELETE"}) {
            HttpResponse<String> refused =
                    HTTP.send(request(method, "/tpch", "", "ann:wrong"), HttpResponse.BodyHandlers.ofString());

            assertThat(answer(refused, 401).path("errorName").asText()).isEqualTo("PERMISSION_DENIED");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Skein\"");
        }
    }

    @Test
    void theDoorIsDescribedAsOpenApi() throws Exception {
        JsonNode paths = JSON.readTree(HTTP.send(
                                HttpRequest.newBuilder(URI.create(server.httpAddress() + "/q/openapi?format=json"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("paths");

        assertThat(paths.path("/v1/catalogs").fieldNames()).toIterable().containsExactlyInAnyOrder("get", "post");
        assertThat(paths.path("/v1/catalogs/{catalog}").fieldNames())
                .toIterable()
                .contains("get", "put", "patch", "delete");
    }

    private static JsonNode answer(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, body, "ann:right"), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, String path, String body, String login) {
        return HttpRequest.newBuilder(URI.create(server.httpAddress() + "/v1/catalogs" + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
