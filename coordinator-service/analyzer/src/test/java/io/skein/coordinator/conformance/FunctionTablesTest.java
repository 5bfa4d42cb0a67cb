package io.skein.coordinator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks the tables of functions and types: a statement, and below it the types and rows, or the error, that Trino answers with. */
class FunctionTablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"aggregates-and-windows", "json", "math-and-casts", "nested", "temporal", "text-and-binary"})
    void familyAnswers(String family, @TempDir Path directory) throws IOException {
        List<String> lines = lines(family);
        List<String> differences = new ArrayList<>();
        try (LocalEngine engine = new LocalEngine(directory)) {
            LocalSession session = new LocalSession();
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                String answer = text(engine.execute(lines.get(i), session));
                if (!answer.equals(lines.get(i + 1).strip())) {
                    differences.add(
                            lines.get(i) + "\n  wanted " + lines.get(i + 1).strip() + "\n  got    " + answer);
                }
            }
        }
        assertThat(lines).hasSizeGreaterThan(80);
        assertThat(differences).isEmpty();
    }

    private static List<String> lines(String family) throws IOException {
        try (InputStream table = FunctionTablesTest.class.getResourceAsStream("/functions/" + family + ".txt")) {
            return new String(requireNonNull(table).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String text(Answer answer) {
        if (answer.error() != null) {
            return "! " + answer.error().name() + " "
                    + answer.error().message().replace("\n", "\\n").strip();
        }
        String types = answer.columns().stream().map(Answer.Column::type).collect(Collectors.joining(", "));
        return (types + " | " + answer.rows()).strip();
    }
}
