package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Counters;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables whose files are in S3: written, changed, read back, and gone when dropped. */
class S3TablesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static StorageProxy proxy;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        proxy = new StorageProxy(S3Server.shared().port());
        server = Lake.start(Map.of("lake", Lake.jdbc(proxy.endpoint(), "tables")), List.of(), "start");
        Jdbc.execute(server, "CREATE SCHEMA lake.s");
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
    }

    @Test
    void aTableLivesItsLifeInTheBucket() {
        Jdbc.execute(
                server,
                "CREATE TABLE lake.s.nation WITH (partitioning = ARRAY['regionkey']) AS SELECT * FROM tpch.tiny.nation");
        Jdbc.execute(server, "INSERT INTO lake.s.nation VALUES (25, 'ATLANTIS', 0, 'under the sea')");
        Jdbc.execute(server, "DELETE FROM lake.s.nation WHERE nationkey % 2 = 1 AND regionkey <> 4");
        Jdbc.execute(server, "UPDATE lake.s.nation SET name = 'X' WHERE nationkey = 4");

        assertThat(Jdbc.query(server, "SELECT count(*), sum(nationkey), min(name), max(name) FROM lake.s.nation"))
                .containsExactly(List.of(15L, 180L, "ALGERIA", "X"));
        assertThat(Jdbc.query(server, "SELECT regionkey, count(*) FROM lake.s.nation GROUP BY 1 ORDER BY 1"))
                .containsExactly(List.of(0L, 3L), List.of(1L, 2L), List.of(2L, 3L), List.of(3L, 2L), List.of(4L, 5L));
        assertThat(S3Server.shared().keys("tables/s/nation-")).isNotEmpty().allMatch(key -> key.startsWith("tables/"));

        Jdbc.execute(server, "DROP TABLE lake.s.nation");

        assertThat(S3Server.shared().keys("tables/s/nation-")).isEmpty();
    }

    @Test
    void onlyNeededColumnsComeAndOnlyOnce() throws Exception {
        Jdbc.execute(
                server, "CREATE TABLE lake.s.lineitem AS SELECT * FROM tpch.sf1.lineitem WHERE orderkey < 1500000");
        long needed = ParquetSizes.of(
                S3Server.shared(), "tables/s/lineitem-", "quantity", "extendedprice", "discount", "shipdate");
        String query = "SELECT count(*), sum(CAST(extendedprice AS decimal(18, 2))) FROM lake.s.lineitem"
                + " WHERE shipdate >= DATE '1994-01-01' AND shipdate < DATE '1995-01-01' AND discount BETWEEN 0.05 AND 0.07 AND quantity < 24";
        long fetchedBefore = metric("fetched_bytes_total");
        proxy.reset();

        List<List<Object>> cold = Jdbc.query(server, query);

        assertThat(proxy.dataBytes()).isBetween(needed, needed * 11 / 10);
        assertThat(metric("fetched_bytes_total") - fetchedBefore).isEqualTo(proxy.dataBytes());
        long neededBefore = metric("needed_bytes_total");
        long hitBefore = metric("hit_bytes_total");
        proxy.reset();
        assertThat(Jdbc.query(server, query)).isEqualTo(cold);
        assertThat(proxy.dataRequests()).isZero();
        assertThat(cold)
                .isEqualTo(Jdbc.query(
                        server,
                        query.replace("lake.s.lineitem", "tpch.sf1.lineitem")
                                .replace("WHERE", "WHERE orderkey < 1500000 AND")));
        assertThat(Jdbc.query(server, "EXPLAIN ANALYZE " + query).toString())
                .containsPattern("FILE_CACHE.*hit ratio 100.0%, fetched 0.00MB in 0 requests");
        assertThat(metric("needed_bytes_total") - neededBefore).isBetween(2 * needed, 2 * needed * 11 / 10);
        assertThat(metric("hit_bytes_total") - hitBefore).isEqualTo(metric("needed_bytes_total") - neededBefore);
        assertThat(metric("held_bytes")).isGreaterThanOrEqualTo(needed);
    }

    @Test
    void rowGroupsThatCannotMatchStayInTheBucket() {
        Jdbc.execute(server, "CREATE TABLE lake.s.sorted AS SELECT * FROM tpch.sf1.orders ORDER BY orderkey");
        long comments = ParquetSizes.of(S3Server.shared(), "tables/s/sorted-", "comment");
        String query = "SELECT count(*), min(comment), max(comment) FROM %s WHERE orderkey BETWEEN 3000000 AND 3000100";
        proxy.reset();

        assertThat(Jdbc.query(server, query.formatted("lake.s.sorted")))
                .isEqualTo(Jdbc.query(server, query.formatted("tpch.sf1.orders")));
        assertThat(proxy.dataBytes()).isPositive().isLessThan(comments / 4);
        assertThat(Jdbc.query(server, query.formatted("lake.s.sorted").replace("BETWEEN 3000000 AND", "<")))
                .isEqualTo(Jdbc.query(server, query.formatted("tpch.sf1.orders").replace("BETWEEN 3000000 AND", "<")));
    }

    @Test
    void secretsAreShownNowhere() throws Exception {
        Jdbc.execute(server, "CREATE TABLE lake.s.secret AS SELECT 1 AS x");

        assertThat(Jdbc.query(server, "EXPLAIN ANALYZE SELECT * FROM lake.s.secret")
                        .toString())
                .doesNotContain(S3Server.SECRET_KEY);
        assertThat(Jdbc.query(server, "SHOW CREATE TABLE lake.s.secret").toString())
                .contains("s3://lake/tables/s/secret-")
                .doesNotContain(S3Server.SECRET_KEY);
        assertThat(server.log()).doesNotContain(S3Server.SECRET_KEY);
        try (Stream<Path> files = Files.walk(server.dataDirectory())) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, S3Server.SECRET_KEY)))
                    .isEmpty();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    @Test
    void nothingIsHeldWhenNobodyAsks() {
        Jdbc.query(server, "SELECT 1");

        Counters.awaitNothingHeld(server, Duration.ofSeconds(10));
    }

    /** A number of the worker's cache, as Prometheus reads it. */
    private static long metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpAddress() + "/q/metrics"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("skein_file_cache_" + name + " "))
                .map(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
