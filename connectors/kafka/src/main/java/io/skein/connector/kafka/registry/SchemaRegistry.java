package io.skein.connector.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.connector.kafka.client.KafkaErrorCode;
import io.skein.connector.kafka.client.KafkaFailures;
import io.skein.connector.kafka.decode.CorruptMessageException;
import io.skein.connector.kafka.decode.WriterSchemas;
import io.skein.spi.error.SkeinException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks the registry. What an id stands for never changes and is kept; subjects and their latest schemas are kept for a moment. */
public final class SchemaRegistry implements WriterSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final RegistrySettings settings;
    private final KafkaFailures failures;
    private final HttpClient http;
    private final Map<Integer, String> written = new ConcurrentHashMap<>();
    private final Map<String, Kept<Optional<RegisteredSchema>>> latest = new ConcurrentHashMap<>();
    private volatile @Nullable Kept<TreeSet<String>> subjects;

    /** @param until in nanoseconds of the machine's clock */
    private record Kept<T>(T value, long until) {
        boolean holds() {
            return System.nanoTime() < until;
        }
    }

    public SchemaRegistry(RegistrySettings settings, KafkaFailures failures) {
        this.settings = settings;
        this.failures = failures;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    /** All subjects in order. */
    TreeSet<String> subjects() {
        Kept<TreeSet<String>> kept = subjects;
        if (kept != null && kept.holds()) {
            return kept.value();
        }
        TreeSet<String> names = new TreeSet<>();
        ask("/subjects").ifPresent(list -> list.forEach(name -> names.add(name.asText())));
        subjects = new Kept<>(names, until());
        return names;
    }

    /** The subject's newest schema; empty where there is no such subject. */
    Optional<RegisteredSchema> latest(String subject) {
        Kept<Optional<RegisteredSchema>> kept = latest.get(subject);
        if (kept != null && kept.holds()) {
            return kept.value();
        }
        Optional<RegisteredSchema> found = ask("/subjects/"
                        + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20") + "/versions/latest")
                .map(SchemaRegistry::schema);
        latest.put(subject, new Kept<>(found, until()));
        return found;
    }

    @Override
    public String schema(int id) {
        String kept = written.get(id);
        if (kept == null) {
            kept = ask("/schemas/ids/" + id)
                    .map(SchemaRegistry::schema)
                    .map(RegisteredSchema::text)
                    .orElseThrow(() -> CorruptMessageException.unknownSchema(id));
            written.put(id, kept);
        }
        return kept;
    }

    /** The subject's schema cannot be made use of. */
    SkeinException unreadable(String subject, RuntimeException cause) {
        return failures.failure(
                KafkaErrorCode.KAFKA_SCHEMA_ERROR,
                "the schema of the subject '" + subject + "' cannot be used: " + cause.getMessage(),
                cause);
    }

    private long until() {
        return System.nanoTime() + settings.refresh().toNanos();
    }

    private static RegisteredSchema schema(JsonNode answer) {
        return new RegisteredSchema(
                answer.path("schemaType").asText("AVRO"), answer.path("schema").asText());
    }

    /** The first node's answer that there is; empty for what there is not. */
    private Optional<JsonNode> ask(String path) {
        @Nullable SkeinException failure = null;
        for (URI address : settings.addresses()) {
            try {
                return ask(address, path);
            } catch (IOException e) {
                failure = failures.failure(
                        KafkaErrorCode.KAFKA_SCHEMA_ERROR,
                        "the schema registry " + address + " cannot be used"
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SkeinException.canceled();
            }
        }
        throw java.util.Objects.requireNonNull(failure);
    }

    private Optional<JsonNode> ask(URI address, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(settings.timeout())
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.statusCode() != OK) {
            throw new IOException("it answered " + answer.statusCode());
        }
        return Optional.of(JSON.readTree(answer.body()));
    }
}
