package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference server of Iceberg's REST protocol, with its files in {@link S3Server}; it gives out its own key where it is asked for one. */
final class RestCatalogServer {
    private static @Nullable RestCatalogServer shared;

    private final int port;

    private RestCatalogServer(int port) {
        this.port = port;
    }

    static synchronized RestCatalogServer shared() {
        if (shared == null) {
            RestCatalogServer server = new RestCatalogServer(SkeinProcess.freePort());
            server.start();
            shared = server;
        }
        return shared;
    }

    private void start() {
        Path directory = ForeignServer.directory("iceberg-rest");
        List<String> command = new ArrayList<>(List.of(ForeignServer.JAVA));
        command.addAll(ForeignServer.SMALL_JVM);
        command.addAll(
                List.of("-cp", ForeignServer.libraries("iceberg-rest"), "org.apache.iceberg.rest.RESTCatalogServer"));
        Map<String, String> environment = new HashMap<>();
        environment.put("CATALOG_REST_PORT", String.valueOf(port));
        environment.put("CATALOG_URI", "jdbc:sqlite:" + directory.resolve("tables.db"));
        environment.put("CATALOG_WAREHOUSE", "s3://" + S3Server.BUCKET + "/rest");
        environment.put("CATALOG_INCLUDE__CREDENTIALS", "true");
        environment.put("CATALOG_IO__IMPL", "org.apache.iceberg.aws.s3.S3FileIO");
        environment.put("CATALOG_CLIENT_REGION", "us-east-1");
        environment.put("CATALOG_HTTP__CLIENT_TYPE", "urlconnection");
        environment.put("CATALOG_S3_ENDPOINT", S3Server.shared().endpoint());
        environment.put("CATALOG_S3_PATH__STYLE__ACCESS", "true");
        environment.put("CATALOG_S3_ACCESS__KEY__ID", S3Server.ACCESS_KEY);
        environment.put("CATALOG_S3_SECRET__ACCESS__KEY", S3Server.SECRET_KEY);
        ForeignServer.start(directory, command, environment, this::makesNamespace);
    }

    private boolean makesNamespace() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/v1/namespaces"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"namespace\": [\"ready\"], \"properties\": {}}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 || status == 409;
        }
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** A catalog's lines that say how this is reached. */
    List<String> properties() {
        return List.of("iceberg.catalog.type=rest", "iceberg.rest-catalog.uri=" + uri());
    }
}
