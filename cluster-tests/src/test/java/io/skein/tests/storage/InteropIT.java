package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.server.SkeinServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Skein and a real Trino on the same REST catalog and bucket: what one writes the other reads, and changes. The files {@code interop/*.sql} hold statements; those that begin
 * with ASK are asked of both, which must answer the same; after the line {@code THE OTHER} the other one writes.
 */
@Tag("full")
class InteropIT {
    private static SkeinProcess skein;
    private static TrinoServer trino;

    @BeforeAll
    static void start() {
        List<String> lake =
                new ArrayList<>(S3Server.properties(S3Server.shared().endpoint()));
        lake.addAll(RestCatalogServer.shared().properties());
        skein = Lake.start(Map.of("lake", lake), List.of(), "cluster", "--workers", "2");
        trino = TrinoServer.start(Map.of("lake", lake));
    }

    @AfterAll
    static void stop() {
        skein.close();
    }

    static Stream<Arguments> scripts() {
        return Stream.of("types", "partitions", "changes", "evolution", "statistics", "sorting", "maintenance", "views")
                .flatMap(script -> Stream.of(Arguments.of(script, "skein"), Arguments.of(script, "trino")));
    }

    @ParameterizedTest(name = "{0}, written by {1}")
    @MethodSource("scripts")
    void bothHaveTheSameTables(String script, String writer) throws Exception {
        String schema = writer + "_" + script;
        try (Connection ours = connect(skein);
                Connection theirs = connect(trino)) {
            boolean weWrite = writer.equals("skein");
            execute(ours, "CREATE SCHEMA lake." + schema);
            for (String sql : statements(script)) {
                String statement =
                        sql.replace("SCHEMA.", "lake." + schema + ".").replace("SCHEMANAME", schema);
                if (statement.equals("THE OTHER")) {
                    weWrite = !weWrite;
                } else if (statement.startsWith("ASK ")) {
                    String question = statement.substring("ASK ".length());
                    assertThat(ask(ours, question)).as(question).isEqualTo(ask(theirs, question));
                } else {
                    execute(weWrite ? ours : theirs, statement);
                }
            }
        }
    }

    /** The rows, in the order of their texts unless the question says an order. */
    private static List<String> ask(Connection connection, String question) throws SQLException {
        Stream<String> rows = Jdbc.query(connection, question).stream()
                .map(row -> question.startsWith("SHOW STATS") ? withoutDataSize(row) : row)
                .map(Object::toString);
        List<String> answer = (question.contains("ORDER BY") ? rows : rows.sorted()).toList();
        assertThat(answer).as(question).isNotEmpty();
        return answer;
    }

    /** Trino tells of texts how many bytes of the files are theirs, Skein does not (docs/differences.md). */
    private static List<Object> withoutDataSize(List<Object> row) {
        List<Object> others = new ArrayList<>(row);
        others.remove(1);
        return others;
    }

    private static Connection connect(SkeinServer server) throws SQLException {
        Connection connection = Jdbc.connect(server);
        execute(connection, "SET TIME ZONE 'UTC'");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(sql + ": " + e.getMessage(), e);
        }
    }

    private static List<String> statements(String script) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(InteropIT.class.getResourceAsStream("/interop/" + script + ".sql"))) {
            return Stream.of(new String(text.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }
}
