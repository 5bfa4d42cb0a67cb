package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** moto's S3, in memory: another's idea of the protocol than {@link S3Server}'s. */
final class MotoServer {
    private static final int OK = 200;

    private final String endpoint = "http://127.0.0.1:" + SkeinProcess.freePort();

    /** Starts it, with the bucket. */
    MotoServer() {
        Path directory = ForeignServer.directory("moto");
        URI address = URI.create(endpoint);
        ForeignServer.start(
                directory,
                List.of(
                        System.getenv("SKEIN_TEST_PYTHON"),
                        "-m",
                        "moto.server",
                        "-H",
                        address.getHost(),
                        "-p",
                        String.valueOf(address.getPort())),
                Map.of(),
                this::makesBucket);
    }

    private boolean makesBucket() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/" + S3Server.BUCKET))
                .PUT(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        }
    }

    String endpoint() {
        return endpoint;
    }
}
