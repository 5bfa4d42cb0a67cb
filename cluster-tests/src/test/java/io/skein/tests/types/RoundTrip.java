package io.skein.tests.types;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A literal and what comes of it.
 *
 * @param rest by REST to a client that knows types with parameters
 * @param old by REST to one that does not; as {@code rest} if null
 * @param flight by Flight SQL
 * @param memory read from a table of the memory connector; as {@code rest} if null
 * @param iceberg read from an Iceberg table; as {@code rest} if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundTrip(
        String literal,
        Typed rest,
        @Nullable Typed old,
        Typed flight,
        @Nullable Typed memory,
        @Nullable Typed iceberg) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A value of a type, or, where {@code type} is an error's name, its message. */
    record Typed(String type, JsonNode value) {}

    /** Of {@code types/round-trips.jsonl}. */
    static List<RoundTrip> all() {
        try (InputStream lines = RoundTrip.class.getResourceAsStream("/types/round-trips.jsonl")) {
            return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(RoundTrip::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RoundTrip parse(String line) {
        try {
            return JSON.readValue(line, RoundTrip.class);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
