package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import io.skein.tests.server.SkeinServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Trino of the version that Skein follows; {@code ./skein test --full} fetches it and says where it is. */
final class TrinoServer implements SkeinServer {
    private final int port = SkeinProcess.freePort();

    private TrinoServer() {}

    /** Starts one with these catalogs, and tpch; it ends with the test run. */
    static TrinoServer start(Map<String, List<String>> catalogs) {
        TrinoServer server = new TrinoServer();
        server.run(Lake.directory(catalogs));
        return server;
    }

    private void run(Path etc) {
        Path home = home();
        try {
            Files.write(
                    etc.resolve("config.properties"),
                    List.of(
                            "coordinator=true",
                            "node-scheduler.include-coordinator=true",
                            "http-server.http.port=" + port,
                            "discovery.uri=" + httpAddress(),
                            "plugin.dir=" + home.resolve("plugin"),
                            "catalog.config-dir=" + etc.resolve("catalog")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        List<String> command = List.of(
                ForeignServer.JAVA,
                "-Xmx2g",
                "-XX:ReservedCodeCacheSize=256M",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules=jdk.incubator.vector",
                "-Djdk.attach.allowAttachSelf=true",
                "-Duser.timezone=UTC",
                "-Dconfig=" + etc.resolve("config.properties"),
                "-Dnode.environment=test",
                "-Dnode.id=one",
                "-Dnode.data-dir=" + etc.resolve("data"),
                "-cp",
                home.resolve("lib") + "/*",
                "io.trino.server.TrinoServer");
        ForeignServer.start(
                ForeignServer.directory("trino"),
                command,
                Map.of("SKEIN_TEST_S3_SECRET", S3Server.SECRET_KEY),
                this::isReady);
    }

    private static Path home() {
        @Nullable String home = System.getenv("SKEIN_TEST_TRINO");
        if (home == null) {
            throw new IllegalStateException(
                    "SKEIN_TEST_TRINO does not say where Trino is; ./skein test --full fetches it");
        }
        return Path.of(home);
    }

    private boolean isReady() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(httpAddress() + "/v1/info"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body().contains("\"starting\":false");
        }
    }

    @Override
    public String httpAddress() {
        return "http://127.0.0.1:" + port;
    }
}
