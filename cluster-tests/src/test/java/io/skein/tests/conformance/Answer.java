package io.skein.tests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a server answered, in the form of the conformance files. */
public record Answer(List<Column> columns, List<JsonNode> rows, Optional<Update> update, Optional<Failure> failure) {
    public record Column(String name, String type) {}

    public record Update(String type, Optional<Long> count) {}

    public record Failure(String name, String message) {}
}
