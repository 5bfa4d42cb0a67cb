package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nessie, which forgets all with its end, with its files in {@link S3Server}; it speaks its own protocol and Iceberg's. */
final class NessieServer {
    private static @Nullable NessieServer shared;

    private final int port;

    private NessieServer(int port) {
        this.port = port;
    }

    static synchronized NessieServer shared() {
        if (shared == null) {
            NessieServer server = new NessieServer(SkeinProcess.freePort());
            server.start();
            shared = server;
        }
        return shared;
    }

    private void start() {
        Path directory = ForeignServer.directory("nessie");
        List<String> command =
                new ArrayList<>(List.of(ForeignServer.JAVA, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Map<String, String> settings = Map.ofEntries(
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.port", String.valueOf(port)),
                Map.entry("quarkus.management.host", "127.0.0.1"),
                Map.entry("quarkus.management.port", String.valueOf(SkeinProcess.freePort())),
                Map.entry("nessie.version.store.type", "IN_MEMORY"),
                Map.entry("nessie.catalog.default-warehouse", S3Server.BUCKET),
                Map.entry(
                        "nessie.catalog.warehouses." + S3Server.BUCKET + ".location",
                        "s3://" + S3Server.BUCKET + "/nessie"),
                Map.entry(
                        "nessie.catalog.service.s3.default-options.endpoint",
                        S3Server.shared().endpoint()),
                Map.entry("nessie.catalog.service.s3.default-options.path-style-access", "true"),
                Map.entry("nessie.catalog.service.s3.default-options.region", "us-east-1"),
                Map.entry("nessie.catalog.service.s3.default-options.request-signing-enabled", "false"),
                Map.entry(
                        "nessie.catalog.service.s3.default-options.access-key",
                        "urn:nessie-secret:quarkus:my-secrets.s3-default"),
                Map.entry("my-secrets.s3-default.name", S3Server.ACCESS_KEY),
                Map.entry("my-secrets.s3-default.secret", S3Server.SECRET_KEY));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar",
                SkeinProcess.ROOT
                        .resolve("test-servers/nessie/target/server/nessie-quarkus-0.99.0-runner.jar")
                        .toString()));
        ForeignServer.start(directory, command, Map.of(), this::makesNamespace);
    }

    private boolean makesNamespace() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(restUri() + "/v1/main/namespaces"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"namespace\": [\"ready\"], \"properties\": {}}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 || status == 409;
        }
    }

    String restUri() {
        return "http://127.0.0.1:" + port + "/iceberg";
    }

    /** A catalog's lines for Nessie's own protocol. */
    List<String> properties() {
        return List.of(
                "iceberg.catalog.type=nessie",
                "iceberg.nessie-catalog.uri=http://127.0.0.1:" + port + "/api/v2",
                "iceberg.nessie-catalog.default-warehouse-dir=s3://" + S3Server.BUCKET + "/nessie");
    }

    /** A catalog's lines for Iceberg's protocol. */
    List<String> restProperties() {
        return List.of("iceberg.catalog.type=rest", "iceberg.rest-catalog.uri=" + restUri());
    }
}
