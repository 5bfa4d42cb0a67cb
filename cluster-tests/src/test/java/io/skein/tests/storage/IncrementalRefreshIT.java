package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A refresh reads what has come to a view's table, where that is enough; the snapshots of the table that keeps the answer tell what was written. */
class IncrementalRefreshIT {
    private static Path warehouse;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        warehouse = ForeignServer.directory("refreshed");
        server = Lake.start(
                Map.of("lake", List.of("iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse)), List.of(), "start");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void onlyNewRowsAreRead() throws Exception {
        schema("scan");
        run("CREATE MATERIALIZED VIEW lake.scan.v AS SELECT id * 10 AS tenfold, name FROM lake.scan.t WHERE id % 2"
                + " = 1");
        run("INSERT INTO lake.scan.t VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("overwrite", 2, 2));
        assertThat(rows("scan")).containsExactly(List.of(10L, "one"), List.of(30L, "three"));

        List<Path> old = dataFiles();
        run("INSERT INTO lake.scan.t VALUES (4, 'four'), (5, 'five')");
        run("INSERT INTO lake.scan.t VALUES (7, 'seven')");
        old.forEach(file -> move(file, away(file)));
        assertThat(refresh("scan")).as("old files are not there").isEqualTo(new Refresh("append", 2, 4));
        old.forEach(file -> move(away(file), file));
        assertThat(rows("scan"))
                .containsExactly(
                        List.of(10L, "one"), List.of(30L, "three"), List.of(50L, "five"), List.of(70L, "seven"));

        run("INSERT INTO lake.scan.t VALUES (8, 'eight')");
        assertThat(refresh("scan").total())
                .as("none of the new rows is the view's")
                .isEqualTo(4);
        run("INSERT INTO lake.scan.t VALUES (9, 'nine')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("append", 1, 5));

        run("DELETE FROM lake.scan.t WHERE id = 3");
        assertThat(refresh("scan")).isEqualTo(new Refresh("overwrite", 4, 4));
        run("MERGE INTO lake.scan.t t USING (VALUES 5) s(id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET name ="
                + " 'FIVE'");
        run("INSERT INTO lake.scan.t VALUES (11, 'eleven')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("overwrite", 5, 5));
        run("ALTER TABLE lake.scan.t ADD COLUMN more varchar");
        run("INSERT INTO lake.scan.t VALUES (13, 'thirteen', 'x')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("overwrite", 6, 6));

        Object before = Jdbc.query(
                        server, "SELECT snapshot_id FROM lake.scan.\"t$snapshots\" ORDER BY committed_at DESC LIMIT 1")
                .getFirst()
                .getFirst();
        run("INSERT INTO lake.scan.t VALUES (15, 'fifteen', 'x')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("append", 1, 7));
        run("ALTER TABLE lake.scan.t EXECUTE rollback_to_snapshot(" + before + ")");
        run("INSERT INTO lake.scan.t VALUES (17, 'seventeen', 'x')");
        assertThat(refresh("scan")).isEqualTo(new Refresh("overwrite", 7, 7));
        assertThat(rows("scan"))
                .containsExactly(
                        List.of(10L, "one"),
                        List.of(50L, "FIVE"),
                        List.of(70L, "seven"),
                        List.of(90L, "nine"),
                        List.of(110L, "eleven"),
                        List.of(130L, "thirteen"),
                        List.of(170L, "seventeen"));
    }

    @Test
    void otherQueriesAreAnsweredAsAWhole() throws Exception {
        String changing = "SELECT id AS n, CAST(current_date AS varchar) AS text FROM lake.%1$s.t";
        String sum = "SELECT count(*) AS n, 'all' AS text FROM lake.%1$s.t";
        String joined = "SELECT a.id AS n, b.name AS text FROM lake.%1$s.t a JOIN lake.%1$s.t b ON a.id = b.id";
        for (Map.Entry<String, String> query :
                Map.of("changing", changing, "sum", sum, "joined", joined).entrySet()) {
            String name = query.getKey();
            schema(name);
            run("CREATE MATERIALIZED VIEW lake." + name + ".v AS "
                    + query.getValue().formatted(name));
            run("INSERT INTO lake." + name + ".t VALUES (1, 'one')");
            refresh(name);
            run("INSERT INTO lake." + name + ".t VALUES (2, 'two')");
            assertThat(refresh(name).operation()).as(name).isEqualTo("overwrite");
        }
        assertThat(rows("sum")).containsExactly(List.of(2L, "all"));
    }

    /** What a name stands for may change with the time, or be of another one. */
    @Test
    void whatIsBehindNamesIsNotTakenForSteady() throws Exception {
        for (String name : List.of("nested", "routine", "past", "chance")) {
            schema(name);
        }
        run(
                "CREATE VIEW lake.nested.recent AS SELECT id AS n, CAST(current_date AS varchar) AS text FROM lake.nested.t");
        run("CREATE MATERIALIZED VIEW lake.nested.v AS SELECT n, text FROM lake.nested.recent");
        run("CREATE CATALOG functions USING memory");
        run("CREATE FUNCTION functions.default.today() RETURNS varchar RETURN CAST(current_date AS varchar)");
        run(
                "CREATE MATERIALIZED VIEW lake.routine.v AS SELECT id AS n, functions.default.today() AS text FROM lake.routine.t");
        run(
                "CREATE MATERIALIZED VIEW lake.chance.v AS SELECT id AS n, CAST(random() < 2 AS varchar) AS text FROM lake.chance.t");
        run("INSERT INTO lake.past.t VALUES (1, 'one')");
        Object first = Jdbc.query(
                        server,
                        "SELECT max(snapshot_id) FROM lake.past.\"t$snapshots\" WHERE summary['total-records'] = '1'")
                .getFirst()
                .getFirst();
        run("CREATE MATERIALIZED VIEW lake.past.v AS SELECT id AS n, name AS text FROM lake.past.t FOR VERSION AS OF "
                + first);
        for (String name : List.of("nested", "routine", "past", "chance")) {
            run("INSERT INTO lake." + name + ".t VALUES (2, 'two')");
            refresh(name);
            run("INSERT INTO lake." + name + ".t VALUES (3, 'three')");
            run("REFRESH MATERIALIZED VIEW lake." + name + ".v");
            assertThat(newest(name).operation()).as(name).isEqualTo("overwrite");
        }
        assertThat(rows("past")).containsExactly(List.of(1L, "one"));
    }

    @Test
    void aSessionMayWantTheWholeAnswer() throws Exception {
        schema("session");
        run("CREATE MATERIALIZED VIEW lake.session.v AS SELECT id, name FROM lake.session.t");
        run("INSERT INTO lake.session.t VALUES (1, 'one')");
        refresh("session");
        run("INSERT INTO lake.session.t VALUES (2, 'two')");
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lake.incremental_refresh_enabled = false");
            statement.execute("REFRESH MATERIALIZED VIEW lake.session.v");
        }
        assertThat(newest("session")).isEqualTo(new Refresh("overwrite", 2, 2));
    }

    @Test
    void aSessionMayForgoDistinctValues() throws SQLException {
        schema("statistics");
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE lake.statistics.counted AS SELECT regionkey FROM tpch.tiny.nation");
            statement.execute("SET SESSION lake.collect_extended_statistics_on_write = false");
            statement.execute("CREATE TABLE lake.statistics.uncounted AS SELECT regionkey FROM tpch.tiny.nation");
        }
        String distinct = "SHOW STATS FOR lake.statistics.";
        assertThat(Jdbc.query(server, distinct + "counted").getFirst().get(2)).isEqualTo(5.0);
        assertThat(Jdbc.query(server, distinct + "uncounted").getFirst().get(2)).isNull();
    }

    /**
     * What a refresh has done to the table that keeps the answer.
     *
     * @param added rows that it wrote
     * @param total rows that there are now
     */
    private record Refresh(String operation, long added, long total) {}

    private static void schema(String name) {
        run("CREATE SCHEMA lake." + name);
        run("CREATE TABLE lake." + name + ".t (id bigint, name varchar)");
    }

    private static Refresh refresh(String schema) throws IOException {
        run("REFRESH MATERIALIZED VIEW lake." + schema + ".v");
        return newest(schema);
    }

    private static Refresh newest(String schema) throws IOException {
        try (Stream<Path> files = Files.walk(warehouse.resolve(schema))) {
            Path metadata = files.filter(file -> file.toString().contains("/materialized_view_storage_")
                            && file.toString().endsWith(".metadata.json"))
                    .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .orElseThrow();
            JsonNode table = new ObjectMapper().readTree(metadata.toFile());
            for (JsonNode snapshot : table.required("snapshots")) {
                if (snapshot.required("snapshot-id").equals(table.required("current-snapshot-id"))) {
                    JsonNode summary = snapshot.required("summary");
                    return new Refresh(
                            summary.required("operation").textValue(),
                            summary.path("added-records").asLong(),
                            summary.required("total-records").asLong());
                }
            }
            throw new AssertionError("no snapshot in " + metadata);
        }
    }

    private static List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(warehouse.resolve("scan"))) {
            return files.filter(file ->
                            file.toString().contains("/t-") && file.toString().endsWith(".parquet"))
                    .toList();
        }
    }

    private static Path away(Path file) {
        return file.resolveSibling(file.getFileName() + ".away");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<Object>> rows(String schema) {
        return Jdbc.query(server, "SELECT * FROM lake." + schema + ".v ORDER BY 1");
    }

    private static void run(String sql) {
        Jdbc.execute(server, sql);
    }
}
