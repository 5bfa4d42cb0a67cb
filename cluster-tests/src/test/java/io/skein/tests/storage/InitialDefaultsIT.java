package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that came with a default after files were written (format version 3), as another engine's metadata says it. */
class InitialDefaultsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Type, initial default and default for new rows, as metadata has them. */
    private static final List<List<String>> COLUMNS = List.of(
            List.of("text", "\"string\"", "\"it's\"", "\"it's\""),
            List.of("number", "\"int\"", "7", "7"),
            List.of("day", "\"date\"", "\"2020-01-02\"", "\"2020-01-02\""),
            List.of("price", "\"decimal(9, 2)\"", "\"1.50\"", "\"1.50\""),
            List.of(
                    "moment",
                    "\"timestamptz\"",
                    "\"2020-01-02T03:04:05.000006+00:00\"",
                    "\"2020-01-02T03:04:05.000006+00:00\""),
            List.of("bytes", "\"binary\"", "\"00ff\"", "\"00ff\""),
            List.of("truth", "\"boolean\"", "true", "true"),
            List.of("ratio", "\"double\"", "1.5", "1.5"));

    static Stream<SkeinProcess> servers() {
        return Stream.of(Servers.standalone(), Servers.cluster());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void oldFilesHaveTheDefaults(SkeinProcess server) throws IOException {
        registerWithColumns(server, "defaults", COLUMNS);

        assertThat(Jdbc.query(
                        server,
                        "SELECT a, text, number, CAST(day AS varchar), CAST(price AS varchar), CAST(moment AS varchar), to_hex(bytes), truth, ratio"
                                + " FROM iceberg.defaults.defaults"))
                .containsExactly(List.of(
                        1, "it's", 7, "2020-01-02", "1.50", "2020-01-02 03:04:05.000006 UTC", "00FF", true, 1.5));

        Jdbc.execute(server, "INSERT INTO iceberg.defaults.defaults (a) VALUES 2");
        Jdbc.execute(server, "INSERT INTO iceberg.defaults.defaults (a, number) VALUES (3, NULL), (4, 8)");
        assertThat(Jdbc.query(server, "SELECT a, number, text FROM iceberg.defaults.defaults ORDER BY a"))
                .containsExactly(
                        List.of(1, 7, "it's"),
                        List.of(2, 7, "it's"),
                        Arrays.asList(3, null, "it's"),
                        List.of(4, 8, "it's"));
        assertThat(Jdbc.query(
                        server, "SELECT count(*) FROM iceberg.defaults.defaults WHERE number = 7 AND text = 'it''s'"))
                .containsExactly(List.of(2L));
        Jdbc.execute(server, "DROP TABLE iceberg.defaults.defaults");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void anotherDefaultForNewRowsIsNotLeftOut(SkeinProcess server) throws IOException {
        registerWithColumns(server, "other", List.of(List.of("number", "\"int\"", "7", "8")));

        assertThat(Jdbc.failure(server, "INSERT INTO iceberg.defaults.other (a) VALUES 2")
                        .message())
                .contains(
                        "Column 'number' has a default value for new rows other than that of old ones, which is not supported");
        Jdbc.execute(server, "INSERT INTO iceberg.defaults.other (a, number) VALUES (2, 8)");
        assertThat(Jdbc.query(server, "SELECT a, number FROM iceberg.defaults.other ORDER BY a"))
                .containsExactly(List.of(1, 7), List.of(2, 8));
        Jdbc.execute(server, "DROP TABLE iceberg.defaults.other");
    }

    /** A table of one row {@code a = 1} whose metadata gets these columns. */
    private static void registerWithColumns(SkeinProcess server, String table, List<List<String>> columns)
            throws IOException {
        String name = "iceberg.defaults." + table;
        Jdbc.execute(server, "CREATE SCHEMA IF NOT EXISTS iceberg.defaults");
        Jdbc.execute(server, "CREATE TABLE " + name + " WITH (format_version = 3) AS SELECT 1 AS a");
        Path metadata = Path.of(String.valueOf(Jdbc.query(
                                server,
                                "SELECT file FROM iceberg.defaults.\"" + table
                                        + "$metadata_log_entries\" ORDER BY timestamp DESC LIMIT 1")
                        .getFirst()
                        .getFirst())
                .replaceFirst("^file:(//)?", ""));
        ObjectNode root = (ObjectNode) JSON.readTree(metadata.toFile());
        ArrayNode schemas = (ArrayNode) root.required("schemas");
        ObjectNode schema = schemas.get(schemas.size() - 1).deepCopy();
        ArrayNode fields = (ArrayNode) schema.required("fields");
        int id = root.required("last-column-id").intValue();
        for (List<String> column : columns) {
            ObjectNode field = fields.addObject();
            field.put("id", ++id).put("name", column.get(0)).put("required", false);
            field.set("type", json(column.get(1)));
            field.set("initial-default", json(column.get(2)));
            field.set("write-default", json(column.get(3)));
        }
        int schemaId = schema.required("schema-id").intValue() + 1;
        schemas.add(schema.put("schema-id", schemaId));
        root.put("last-column-id", id).put("current-schema-id", schemaId);
        Path changed = metadata.resolveSibling("99999-with-defaults.metadata.json");
        JSON.writeValue(changed.toFile(), root);
        Jdbc.execute(server, "CALL iceberg.system.unregister_table('defaults', '" + table + "')");
        Jdbc.execute(
                server,
                "CALL iceberg.system.register_table('defaults', '" + table + "', '"
                        + root.required("location").textValue() + "', '" + changed.getFileName() + "')");
        assertThat(Files.exists(changed)).isTrue();
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
