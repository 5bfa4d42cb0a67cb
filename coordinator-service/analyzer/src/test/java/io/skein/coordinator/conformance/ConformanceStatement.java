package io.skein.coordinator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a family's file: a statement and what Trino answered. */
record ConformanceStatement(String id, String sql, boolean setup, boolean ordered, Answer answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ConformanceStatement> read(Path file) throws IOException {
        List<ConformanceStatement> statements = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            statements.add(parse(JSON.readTree(line)));
        }
        return statements;
    }

    private static ConformanceStatement parse(JsonNode node) {
        return new ConformanceStatement(
                node.path("id").asText(),
                node.path("sql").asText(),
                node.path("setup").asBoolean(),
                node.path("ordered").asBoolean(),
                answer(node));
    }

    private static Answer answer(JsonNode node) {
        JsonNode error = node.path("error");
        if (error.isObject()) {
            return Answer.failed(
                    error.path("name").asText(), error.path("message").asText());
        }
        List<Answer.Column> columns = new ArrayList<>();
        node.path("columns")
                .forEach(column -> columns.add(new Answer.Column(
                        column.path("name").asText(), column.path("type").asText())));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        node.path("rows").forEach(row -> {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(JSON.convertValue(value, Object.class)));
            rows.add(values);
        });
        JsonNode update = node.path("update");
        Answer.Update updated = update.isObject()
                ? new Answer.Update(
                        update.path("type").asText(),
                        update.path("count").isNumber() ? update.path("count").asLong() : null)
                : null;
        return new Answer(columns, rows, updated, null);
    }
}
