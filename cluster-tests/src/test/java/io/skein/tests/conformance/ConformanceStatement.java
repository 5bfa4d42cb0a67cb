package io.skein.tests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a family with Trino's answer.
 *
 * @param setup run for its effect, not compared
 */
record ConformanceStatement(String id, String sql, boolean setup, boolean ordered, Answer answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The statements of {@code conformance/FAMILY.jsonl} in order. */
    static List<ConformanceStatement> family(String family) throws IOException {
        try (InputStream stream = ConformanceStatement.class.getResourceAsStream("/conformance/" + family + ".jsonl")) {
            if (stream == null) {
                throw new IOException("no family " + family);
            }
            List<ConformanceStatement> statements = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                statements.add(parse(JSON.readTree(line)));
            }
            return statements;
        }
    }

    private static ConformanceStatement parse(JsonNode line) {
        List<Answer.Column> columns = new ArrayList<>();
        line.path("columns")
                .forEach(column -> columns.add(new Answer.Column(
                        column.path("name").asText(), column.path("type").asText())));
        List<JsonNode> rows = new ArrayList<>();
        line.path("rows").forEach(rows::add);
        JsonNode update = line.path("update");
        JsonNode error = line.path("error");
        Answer answer = new Answer(
                columns,
                rows,
                update.isObject()
                        ? Optional.of(new Answer.Update(update.path("type").asText(), count(update.path("count"))))
                        : Optional.empty(),
                error.isObject()
                        ? Optional.of(new Answer.Failure(
                                error.path("name").asText(),
                                error.path("message").asText()))
                        : Optional.empty());
        return new ConformanceStatement(
                line.path("id").asText(),
                line.path("sql").asText(),
                line.path("setup").asBoolean(),
                line.path("ordered").asBoolean(),
                answer);
    }

    private static Optional<Long> count(JsonNode count) {
        return count.isNumber() ? Optional.of(count.asLong()) : Optional.empty();
    }
}
