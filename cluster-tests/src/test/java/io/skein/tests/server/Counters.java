package io.skein.tests.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the coordinator and its workers say that they hold. */
public final class Counters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Counters() {}

    /** Waits until nothing is held any more: no query, task, reader, buffer or temporary file; fails with what is left. */
    public static void awaitNothingHeld(SkeinServer server, Duration patience) {
        await("nothing is held")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        org.assertj.core.api.Assertions.assertThat(held(server)).isEmpty());
    }

    /** All counters above zero, by name; threads are not among them. */
    public static Map<String, Long> held(SkeinServer server) {
        Map<String, Long> held = new TreeMap<>();
        JsonNode counters = read(server);
        counters.path("coordinator")
                .properties()
                .forEach(counter -> put(held, "coordinator." + counter.getKey(), counter.getValue()));
        held.remove("coordinator.threads");
        counters.path("workers")
                .properties()
                .forEach(worker -> worker.getValue()
                        .properties()
                        .forEach(counter -> put(held, worker.getKey() + "." + counter.getKey(), counter.getValue())));
        return held;
    }

    /** Workers that answer. */
    public static int workers(SkeinServer server) {
        return read(server).path("workers").size();
    }

    /** Workers whose threads run tasks. */
    public static long workersAtWork(SkeinServer server) {
        return held(server).keySet().stream()
                .filter(counter -> counter.endsWith(".taskThreads"))
                .count();
    }

    private static void put(Map<String, Long> held, String name, JsonNode value) {
        if (value.asLong() != 0) {
            held.put(name, value.asLong());
        }
    }

    private static JsonNode read(SkeinServer server) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpAddress() + "/v1/skein/counters"))
                    .build();
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("no counters", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
