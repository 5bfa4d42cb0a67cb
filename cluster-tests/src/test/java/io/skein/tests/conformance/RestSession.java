package io.skein.tests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client session of Trino's REST protocol, written from the protocol and nothing else: it follows USE, SET SESSION and PREPARE. */
public final class RestSession {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String server;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> prepared = new LinkedHashMap<>();

    public RestSession(String server) {
        this.server = server;
        headers.put("X-Trino-User", "lab");
        headers.put("X-Trino-Catalog", "tpch");
        headers.put("X-Trino-Schema", "tiny");
        headers.put("X-Trino-Time-Zone", "UTC");
        headers.put("X-Trino-Client-Capabilities", "PARAMETRIC_DATETIME,SESSION_AUTHORIZATION");
    }

    /** A client older than types with parameters. */
    public static RestSession withoutCapabilities(String server) {
        RestSession session = new RestSession(server);
        session.headers.remove("X-Trino-Client-Capabilities");
        return session;
    }

    public void setProperty(String name, String value) {
        properties.put(name, value);
    }

    public Answer execute(String sql) throws IOException, InterruptedException {
        List<Answer.Column> columns = new ArrayList<>();
        List<JsonNode> rows = new ArrayList<>();
        Optional<Answer.Update> update = Optional.empty();
        JsonNode reply = send(request(server + "/v1/statement").POST(BodyPublishers.ofString(sql)));
        while (true) {
            if (reply.path("columns").isArray() && columns.isEmpty()) {
                reply.path("columns")
                        .forEach(column -> columns.add(new Answer.Column(
                                column.path("name").asText(),
                                column.path("type").asText())));
            }
            reply.path("data").forEach(rows::add);
            if (reply.hasNonNull("updateType")) {
                JsonNode count = reply.path("updateCount");
                update = Optional.of(new Answer.Update(
                        reply.path("updateType").asText(),
                        count.isNumber() ? Optional.of(count.asLong()) : Optional.empty()));
            }
            if (reply.hasNonNull("error")) {
                JsonNode error = reply.path("error");
                return new Answer(
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(new Answer.Failure(
                                error.path("errorName").asText(),
                                error.path("message").asText())));
            }
            if (!reply.hasNonNull("nextUri")) {
                return new Answer(columns, rows, update, Optional.empty());
            }
            reply = send(request(reply.path("nextUri").asText()).GET());
        }
    }

    private HttpRequest.Builder request(String uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(120));
        headers.forEach(request::header);
        if (!properties.isEmpty()) {
            request.header("X-Trino-Session", joined(properties));
        }
        if (!prepared.isEmpty()) {
            request.header("X-Trino-Prepared-Statement", joined(prepared));
        }
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + ": " + response.body());
        }
        follow(response.headers());
        return JSON.readTree(response.body());
    }

    private void follow(HttpHeaders reply) {
        reply.allValues("X-Trino-Set-Session").forEach(pair -> put(properties, pair));
        reply.allValues("X-Trino-Clear-Session").forEach(properties::remove);
        reply.allValues("X-Trino-Added-Prepare").forEach(pair -> put(prepared, pair));
        reply.allValues("X-Trino-Deallocated-Prepare").forEach(prepared::remove);
        reply.firstValue("X-Trino-Set-Catalog").ifPresent(value -> headers.put("X-Trino-Catalog", value));
        reply.firstValue("X-Trino-Set-Schema").ifPresent(value -> headers.put("X-Trino-Schema", value));
    }

    private static void put(Map<String, String> map, String pair) {
        int equals = pair.indexOf('=');
        map.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private static String joined(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
