package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** UPDATE, DELETE and MERGE of memory tables, and their limit; on one server and on several workers alike. */
abstract class MemoryChanges {
    private static final String ORDERS = "SELECT orderkey, custkey, totalprice, orderpriority FROM tpch.tiny.orders";

    static SkeinProcess start(String... command) {
        try {
            Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
            Path etc = Files.createTempDirectory(servers, "etc");
            Path catalogs = Files.createDirectories(etc.resolve("catalog"));
            Files.writeString(catalogs.resolve("tpch.properties"), "connector.name=tpch\n");
            Files.writeString(
                    catalogs.resolve("m.properties"), "connector.name=memory\nmemory.row-changes-enabled=true\n");
            Files.writeString(
                    catalogs.resolve("small.properties"),
                    "connector.name=memory\nmemory.row-changes-enabled=true\nmemory.max-data-per-node=1MB\n");
            String[] arguments = Arrays.copyOf(command, command.length + 2);
            arguments[command.length] = "--etc";
            arguments[command.length + 1] = etc.toString();
            return SkeinProcess.start(Map.of(), arguments);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    abstract SkeinProcess server();

    private List<List<Object>> query(String sql) {
        return Jdbc.query(server(), sql);
    }

    /** Statements of a session that distributes what it can; the last one's update count. */
    private long update(String... statements) throws SQLException {
        try (Connection connection = Jdbc.connect(server());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION distribution = 'FORCED'");
            for (String sql : statements) {
                statement.execute(sql);
            }
            return statement.getLargeUpdateCount();
        }
    }

    /** How many of the orders fulfil the condition. */
    private long orders(String condition) {
        return (Long) query("SELECT count(*) FROM tpch.tiny.orders WHERE " + condition)
                .getFirst()
                .getFirst();
    }

    @Test
    void rowsAreUpdatedDeletedAndMerged() throws SQLException {
        assertThat(update("CREATE TABLE m.default.o AS " + ORDERS)).isEqualTo(15_000);
        assertThat(update("UPDATE m.default.o SET totalprice = -1, orderpriority = NULL WHERE custkey % 10 = 3"))
                .isEqualTo(orders("custkey % 10 = 3"));
        assertThat(update("DELETE FROM m.default.o WHERE orderkey % 2 = 0")).isEqualTo(orders("orderkey % 2 = 0"));
        assertThat(
                        query(
                                "SELECT count(*), count_if(totalprice = -1), count_if(orderpriority IS NULL), sum(orderkey) FROM m.default.o"))
                .isEqualTo(
                        query(
                                "SELECT count(*), count_if(custkey % 10 = 3), count_if(custkey % 10 = 3), sum(orderkey) FROM tpch.tiny.orders WHERE orderkey % 2 = 1"));
        long merged = orders("custkey % 10 = 3 OR custkey % 10 = 4 OR orderkey % 2 = 0");
        assertThat(
                        update(
                                "MERGE INTO m.default.o t USING (" + ORDERS + ") s ON t.orderkey = s.orderkey"
                                        + " WHEN MATCHED AND t.totalprice = -1 THEN UPDATE SET totalprice = s.totalprice, orderpriority = s.orderpriority"
                                        + " WHEN MATCHED AND t.custkey % 10 = 4 THEN DELETE"
                                        + " WHEN NOT MATCHED THEN INSERT VALUES (s.orderkey, s.custkey, s.totalprice, s.orderpriority)"))
                .isEqualTo(merged);
        assertThat(query("(SELECT * FROM m.default.o EXCEPT " + ORDERS + ") UNION ALL (" + ORDERS
                        + " WHERE NOT (custkey % 10 = 4 AND orderkey % 2 = 1) EXCEPT SELECT * FROM m.default.o)"))
                .isEmpty();
        long left = orders("NOT (custkey % 10 = 4 AND orderkey % 2 = 1)");
        assertThat(query("SELECT count(*) FROM m.default.o")).containsExactly(List.of(left));
        assertThat(query("SHOW STATS FOR m.default.o").getLast().get(4)).isEqualTo((double) left);
        assertThat(update("DELETE FROM m.default.o")).isEqualTo(left);
        assertThat(query("SELECT count(*) FROM m.default.o")).containsExactly(List.of(0L));
        update("DROP TABLE m.default.o");
    }

    @Test
    void valuesOfNestedTypesAreKept() throws SQLException {
        update(
                "CREATE TABLE m.default.nested (id integer, a array(row(x bigint, y varchar)), m map(varchar, decimal(20,3)), t timestamp(6) with time zone)",
                "INSERT INTO m.default.nested VALUES (1, ARRAY[ROW(1, 'p'), ROW(NULL, NULL)], MAP(ARRAY['k'], ARRAY[DECIMAL '1.250']), TIMESTAMP '2020-02-29 10:11:12.123456 Europe/Zurich'), (2, NULL, NULL, NULL), (3, ARRAY[], MAP(), NULL)",
                "DELETE FROM m.default.nested WHERE id = 2",
                "UPDATE m.default.nested SET id = id + 10 WHERE id = 1");

        assertThat(
                        query(
                                "SELECT id, json_format(CAST(a AS json)), json_format(CAST(m AS json)), CAST(t AS varchar) FROM m.default.nested ORDER BY id"))
                .containsExactly(
                        Arrays.asList(3, "[]", "{}", null),
                        List.of(
                                11,
                                "[{\"x\":1,\"y\":\"p\"},{\"x\":null,\"y\":null}]",
                                "{\"k\":1.250}",
                                "2020-02-29 10:11:12.123456 Europe/Zurich"));
        assertThat(Jdbc.failure(
                                server(),
                                "MERGE INTO m.default.nested t USING (VALUES 3, 3) s(x) ON t.id = s.x WHEN MATCHED THEN DELETE")
                        .message())
                .contains("One MERGE target table row matched more than one source row");
    }

    @Test
    void ofTwoWritersOfOneRowOneWinsAndTheOtherSaysSo() throws Exception {
        update("CREATE TABLE m.default.counter AS SELECT 1 AS id, 0 AS n UNION ALL SELECT 2, 0");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        try {
            Future<Integer> first =
                    threads.submit(increments("UPDATE m.default.counter SET n = n + 1 WHERE id = 1", together));
            Future<Integer> second =
                    threads.submit(increments("UPDATE m.default.counter SET n = n + 1 WHERE id = 1", together));
            Future<Integer> other =
                    threads.submit(increments("UPDATE m.default.counter SET n = n + 1 WHERE id = 2", together));

            int done = first.get() + second.get();
            assertThat(other.get()).isEqualTo(10);
            assertThat(query("SELECT id, n FROM m.default.counter ORDER BY id"))
                    .containsExactly(List.of(1, done), List.of(2, 10));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Ten of these; how many of them were done. */
    private Callable<Integer> increments(String sql, CyclicBarrier together) {
        return () -> {
            int done = 0;
            together.await();
            for (int i = 0; i < 10; i++) {
                try (Connection connection = Jdbc.connect(server());
                        Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                    done++;
                } catch (SQLException e) {
                    assertThat(e.getMessage())
                            .contains("Rows of 'default.counter' were changed by another statement meanwhile");
                }
            }
            return done;
        };
    }

    @Test
    void moreThanTheLimitChangesNothing() throws SQLException {
        update("CREATE TABLE small.default.t AS SELECT orderkey, CAST('' AS varchar) AS text FROM tpch.tiny.orders");
        assertThat(Jdbc.failure(
                                server(),
                                "UPDATE small.default.t SET text = 'a text of some length, which is long enough: ' || CAST(orderkey AS varchar)|| rpad('', 50, 'x')")
                        .message())
                .contains("Memory limit [1048576] for memory connector exceeded");
        assertThat(query("SELECT count(*), max(text) FROM small.default.t")).containsExactly(List.of(15_000L, ""));
        assertThat(Jdbc.failure(server(), "CREATE TABLE small.default.u AS SELECT * FROM tpch.tiny.lineitem")
                        .message())
                .contains("Memory limit [1048576] for memory connector exceeded");
        assertThat(query("SHOW TABLES FROM small.default")).containsExactly(List.of("t"));
        update("DELETE FROM small.default.t WHERE orderkey > 600");
        assertThat(update("UPDATE small.default.t SET text = rpad('', 1000, 'x') WHERE orderkey <= 300"))
                .isEqualTo(orders("orderkey <= 300"));
    }
}
