package io.skein.tests.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Apicurio's registry of schemas, by its interface that is compatible with Confluent's. */
public final class RegistryServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OK = 200;

    private final int port;
    private final Process process;

    private RegistryServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    public static RegistryServer own() {
        int port = SkeinProcess.freePort();
        Path directory = ForeignServer.directory("registry");
        unpack(directory);
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                String.valueOf(SkeinProcess.freePort()),
                "APICURIO_STORAGE_KIND",
                "sql",
                "APICURIO_STORAGE_SQL_KIND",
                "h2");
        List<String> command = List.of(
                ForeignServer.JAVA,
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                directory.resolve("quarkus-run.jar").toString());
        Process process = ForeignServer.start(
                directory, command, environment, () -> get(port, "/subjects").statusCode() == OK);
        return new RegistryServer(port, process);
    }

    private static void unpack(Path directory) {
        try {
            Process tar = new ProcessBuilder(
                            "sh",
                            "-c",
                            "tar xzf \"$0\"/apicurio-registry-app-*-all.tar.gz -C \"$1\"",
                            SkeinProcess.ROOT
                                    .resolve("test-servers/schema-registry/target/server")
                                    .toString(),
                            directory.toString())
                    .start();
            if (!tar.waitFor(120, TimeUnit.SECONDS) || tar.exitValue() != 0) {
                throw new IllegalStateException("the registry was not unpacked into " + directory);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7" + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /**
     * Registers a schema and gives its id.
     *
     * @param type AVRO, JSON or PROTOBUF
     */
    public int register(String subject, String type, String schema) {
        try {
            String body = JSON.writeValueAsString(Map.of("schemaType", type, "schema", schema));
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url() + "/subjects/" + subject + "/versions"))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(answer.body());
            }
            return JSON.readTree(answer.body()).get("id").asInt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
