package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents of a web server, on one process. */
class HttpIT {
    private static final Documents WEB = new Documents();
    private static final CountDownLatch BROKEN = new CountDownLatch(1);
    private static SkeinProcess server;

    @BeforeAll
    static void start() throws IOException {
        WEB.on("/orders", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            String next = query.contains("page=2") ? "null" : "\"/orders?page=2\"";
            String rows = query.contains("page=2")
                    ? "[{\"id\": 3, \"country\": {\"key\": 7}, \"amount\": 30.25}]"
                    : "[{\"id\": 1, \"country\": {\"key\": 7}, \"amount\": 10.5}, {\"id\": 2, \"country\": {\"key\": 6}, \"amount\": null}]";
            Documents.send(
                    exchange,
                    200,
                    ("{\"data\": " + rows + ", \"next\": " + next + "}").getBytes(StandardCharsets.UTF_8));
        });
        WEB.text("/users/", "{\"a\": 1, \"state\": \"open\"}\n{\"a\": 2, \"state\": \"closed\"}\n");
        WEB.text("/csv", "day,value\n2026-01-31,1.5\n2026-02-01,\n");
        WEB.text("/broken", "[{\"a\": 1}, {\"a\": \"x\"}]");
        WEB.on("/secret", exchange -> Documents.send(exchange, 403, new byte[0]));
        WEB.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] lines = "{\"a\": 1}\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write(lines);
                }
            } catch (IOException e) {
                BROKEN.countDown();
            }
        });
        Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
        Path etc = Files.createTempDirectory(servers, "etc");
        Path tables = Files.createDirectories(etc.resolve("http"));
        table(tables, "orders", "/orders", "\"rows\": \"/data\", \"paging\": {\"type\": \"next-link\"}", """
                {"name": "id", "type": "bigint"}, {"name": "nation", "type": "bigint", "mapping": "/country/key"},
                {"name": "amount", "type": "decimal(12,2)"}""");
        table(tables, "users", "/users/{id}", "\"format\": \"ndjson\"", """
                {"name": "id", "type": "varchar"}, {"name": "a", "type": "integer"},
                {"name": "state", "type": "varchar", "parameters": {"equal": "state", "in": "comma"}}""");
        table(tables, "csv", "/csv", "\"format\": \"csv\"", """
                {"name": "day", "type": "date"}, {"name": "value", "type": "double"}""");
        table(tables, "broken", "/broken", "\"format\": \"json\"", """
                {"name": "a", "type": "bigint"}""");
        table(
                tables,
                "secret",
                "/secret",
                "\"headers\": {\"Authorization\": \"Bearer ${ENV:SKEIN_TEST_TOKEN}\"}, \"query\": {\"key\": \"${ENV:SKEIN_TEST_TOKEN}\"}",
                "{\"name\": \"a\", \"type\": \"bigint\"}");
        table(tables, "endless", "/endless", "\"format\": \"ndjson\"", "{\"name\": \"a\", \"type\": \"bigint\"}");
        table(tables, "file", "/file.parquet", "\"format\": \"parquet\"", """
                {"name": "n", "type": "bigint"}, {"name": "text", "type": "varchar"}, {"name": "day", "type": "date"}""");
        table(tables, "part", "/part/{region}.parquet", "\"format\": \"parquet\"", """
                {"name": "region", "type": "varchar"}, {"name": "n", "type": "decimal(18,0)"}, {"name": "text", "type": "varchar"}""");
        Path catalogs = Files.createDirectories(etc.resolve("catalog"));
        String web = "connector.name=http\nhttp.table-description-dir=" + tables + "\n";
        Files.writeString(catalogs.resolve("web.properties"), web + "http.allow-internal-addresses=true\n");
        Files.writeString(catalogs.resolve("outside.properties"), web);
        Files.writeString(catalogs.resolve("tpch.properties"), "connector.name=tpch\n");
        Files.writeString(
                catalogs.resolve("iceberg.properties"),
                "connector.name=iceberg\niceberg.jdbc-catalog.default-warehouse-dir=" + etc.resolve("warehouse")
                        + "\n");
        server = SkeinProcess.start(Map.of("SKEIN_TEST_TOKEN", "geheim"), "start", "--etc", etc.toString());
        serveFile(etc.resolve("warehouse"));
    }

    private static void table(Path directory, String name, String path, String more, String columns)
            throws IOException {
        Files.writeString(
                directory.resolve(name + ".json"),
                "{\"tableName\": \"" + name + "\", \"url\": \"" + WEB.url(path) + "\", " + more + ", \"columns\": ["
                        + columns + "]}");
    }

    /** A Parquet file, which an Iceberg table brings into being. */
    private static void serveFile(Path warehouse) throws IOException {
        Jdbc.execute(server, "CREATE SCHEMA iceberg.s");
        Jdbc.execute(
                server,
                "CREATE TABLE iceberg.s.t AS SELECT orderkey AS n, orderpriority AS text, orderdate AS day FROM tpch.tiny.orders");
        try (Stream<Path> files = Files.walk(warehouse)) {
            byte[] bytes =
                    Files.readAllBytes(files.filter(file -> file.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow());
            WEB.file("/file.parquet", bytes);
            WEB.file("/part/", bytes);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        WEB.close();
    }

    private static List<List<Object>> query(String sql) {
        return Jdbc.query(server, sql);
    }

    private static String failure(String sql) {
        return Jdbc.failure(server, sql).message();
    }

    @Test
    void pagesAreJoinedWithTables() {
        assertThat(
                        query(
                                "SELECT n.name, count(*), CAST(sum(o.amount) AS varchar) FROM web.default.orders o JOIN tpch.tiny.nation n ON n.nationkey = o.nation GROUP BY 1 ORDER BY 1"))
                .containsExactly(Arrays.asList("FRANCE", 1L, null), List.of("GERMANY", 2L, "40.75"));
        assertThat(WEB.targets("/orders")).startsWith("/orders", "/orders?page=2");
        assertThat(query("SHOW TABLES FROM web.default").stream().map(List::getFirst))
                .containsExactly("broken", "csv", "endless", "file", "orders", "part", "secret", "users");
        assertThat(query("SELECT CAST(day AS varchar), value FROM web.default.csv"))
                .containsExactly(List.of("2026-01-31", 1.5), Arrays.asList("2026-02-01", null));
    }

    @Test
    void conditionsAreSentAndFilteredAgain() {
        assertThat(
                        query(
                                "SELECT id, a FROM web.default.users WHERE id IN ('x/y', 'z') AND state = 'open' AND a > 0 ORDER BY id"))
                .containsExactly(List.of("x/y", 1), List.of("z", 1));
        assertThat(WEB.targets("/users")).containsExactlyInAnyOrder("/users/x%2Fy?state=open", "/users/z?state=open");
        assertThat(failure("SELECT a FROM web.default.users WHERE a = 1"))
                .contains("Filter required on default.users for column: id, by = or IN with constants");
    }

    @Test
    void parquetFilesAreReadByRanges() {
        assertThat(
                        query(
                                "SELECT count(*), sum(n), count(DISTINCT text), CAST(min(day) AS varchar) FROM web.default.file"))
                .isEqualTo(
                        query(
                                "SELECT count(*), sum(orderkey), count(DISTINCT orderpriority), CAST(min(orderdate) AS varchar) FROM tpch.tiny.orders"));
        assertThat(
                        query(
                                "SELECT region, count(*), CAST(sum(n) AS bigint), max(text) FROM web.default.part WHERE region IN ('eu', 'o''s') GROUP BY region ORDER BY 1"))
                .isEqualTo(
                        query(
                                "SELECT r, count(*), sum(orderkey), max(orderpriority) FROM tpch.tiny.orders CROSS JOIN (VALUES 'eu', 'o''s') AS v(r) GROUP BY r ORDER BY 1"));
        assertThat(WEB.targets("/part")).contains("/part/eu.parquet", "/part/o%27s.parquet");
    }

    @Test
    void failuresNameCatalogAndUrlAndNoSecret() {
        assertThat(failure("SELECT * FROM web.default.broken"))
                .contains("Catalog 'web': " + WEB.url("/broken")
                        + " row 2, column 'a' has a value that bigint cannot hold: \"x\"");
        assertThat(failure("SELECT * FROM web.default.secret"))
                .contains("Catalog 'web': " + WEB.url("/secret") + " answered 403 Forbidden")
                .doesNotContain("geheim");
        assertThat(WEB.targets("/secret")).containsOnly("/secret?key=geheim");
        assertThat(WEB.headers())
                .anySatisfy(
                        headers -> assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer geheim"));
        assertThat(query("SHOW CREATE TABLE web.default.secret").toString()).doesNotContain("geheim");
        assertThat(query("EXPLAIN (TYPE DISTRIBUTED) SELECT * FROM web.default.secret")
                        .toString())
                .doesNotContain("geheim");
        assertThat(server.log()).doesNotContain("geheim");
    }

    @Test
    void internalAddressesAreNotReachedByDefault() {
        int before = WEB.targets("/csv").size();
        assertThat(failure("SELECT * FROM outside.default.csv"))
                .contains("Catalog 'outside': " + WEB.url("/csv")
                        + " is not to be asked, whose host has an internal address (http.allow-internal-addresses)");
        assertThat(failure("SELECT * FROM outside.default.file")).contains("whose host has an internal address");
        assertThat(WEB.targets("/csv")).hasSize(before);
    }

    @Test
    void aLimitAndACancelCloseTheConnection() throws SQLException, InterruptedException {
        assertThat(query("SELECT a FROM web.default.endless LIMIT 3"))
                .hasSize(3)
                .containsOnly(List.of(1L));
        try (Connection connection = Jdbc.connect(server);
                Statement statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("SELECT a FROM web.default.endless")) {
                assertThat(rows.next()).isTrue();
                statement.cancel();
            }
        }
        assertThat(BROKEN.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tablesAreReadOnly() {
        assertThat(failure("INSERT INTO web.default.csv VALUES (DATE '2026-01-01', 1)"))
                .contains("This connector does not support inserts");
        assertThat(failure("DELETE FROM web.default.csv"))
                .contains("This connector does not support modifying table rows");
        assertThat(failure("DROP TABLE web.default.csv")).contains("This connector does not support dropping tables");
    }
}
