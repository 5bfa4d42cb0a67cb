package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What holds for every kind of catalog. */
final class CatalogLives {
    /** What Trino calls a change that others were faster with. */
    private static final int COMMIT_ERROR = 0x0504_000C;

    private CatalogLives() {}

    /** From CREATE to DROP, through all that changes a table. */
    static void table(SkeinProcess server, String catalog) {
        String schema = catalog + ".life_" + catalog;
        Jdbc.execute(server, "CREATE SCHEMA " + schema);
        assertThat(Jdbc.query(server, "SHOW SCHEMAS FROM " + catalog)).contains(List.of("life_" + catalog));
        Jdbc.execute(
                server,
                "CREATE TABLE " + schema + ".orders WITH (partitioning = ARRAY['orderstatus']) AS"
                        + " SELECT orderkey, custkey, orderstatus, totalprice FROM tpch.tiny.orders");
        Jdbc.execute(server, "INSERT INTO " + schema + ".orders VALUES (-1, -2, 'X', 3.5)");
        Jdbc.execute(server, "DELETE FROM " + schema + ".orders WHERE orderkey % 2 = 0");
        Jdbc.execute(server, "ALTER TABLE " + schema + ".orders ADD COLUMN note varchar");

        assertThat(Jdbc.query(server, "SELECT count(*), count(note), min(orderkey) FROM " + schema + ".orders"))
                .containsExactly(List.of(
                        1L
                                + (long) Jdbc.query(
                                                server, "SELECT count(*) FROM tpch.tiny.orders WHERE orderkey % 2 <> 0")
                                        .getFirst()
                                        .getFirst(),
                        0L,
                        -1L));
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema)).containsExactly(List.of("orders"));
        assertThat(Jdbc.query(server, "SHOW CREATE TABLE " + schema + ".orders").toString())
                .contains("s3://lake/");
        assertThat(Jdbc.failure(server, "CREATE TABLE " + schema + ".orders (x bigint)")
                        .message())
                .contains("already exists");
        assertThat(Jdbc.failure(server, "DROP SCHEMA " + schema).message()).contains("non-empty");

        Jdbc.execute(server, "ALTER TABLE " + schema + ".orders RENAME TO " + schema + ".renamed");
        assertThat(Jdbc.query(server, "SELECT count(*) FROM " + schema + ".renamed WHERE orderstatus = 'X'"))
                .containsExactly(List.of(1L));
        Jdbc.execute(server, "DROP TABLE " + schema + ".renamed");
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema)).isEmpty();
        Jdbc.execute(server, "DROP SCHEMA " + schema);
        assertThat(Jdbc.failure(server, "SELECT * FROM " + schema + ".renamed").message())
                .contains("does not exist");
    }

    /** Views that answer anew each time. */
    static void views(SkeinProcess server, String catalog) {
        String schema = catalog + ".views_" + catalog;
        Jdbc.execute(server, "CREATE SCHEMA " + schema);
        Jdbc.execute(server, "CREATE TABLE " + schema + ".numbers AS SELECT * FROM (VALUES 1, 2, 3) AS t (n)");
        Jdbc.execute(server, "CREATE VIEW " + schema + ".doubled AS SELECT n * 2 AS m FROM " + schema + ".numbers");

        assertThat(Jdbc.query(server, "SELECT sum(m) FROM " + schema + ".doubled"))
                .containsExactly(List.of(12L));
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema))
                .containsExactly(List.of("doubled"), List.of("numbers"));
        assertThat(Jdbc.query(server, "SHOW CREATE VIEW " + schema + ".doubled").toString())
                .contains("CREATE VIEW " + schema + ".doubled")
                .contains("(n * 2) m");
        assertThat(Jdbc.failure(server, "CREATE VIEW " + schema + ".doubled AS SELECT 1 AS m")
                        .message())
                .contains("already exists");
        assertThat(Jdbc.failure(server, "CREATE VIEW " + schema + ".numbers AS SELECT 1 AS m")
                        .message())
                .contains("already exists");

        Jdbc.execute(
                server,
                "CREATE OR REPLACE VIEW " + schema + ".doubled AS SELECT n * 3 AS m FROM " + schema + ".numbers");
        Jdbc.execute(server, "ALTER VIEW " + schema + ".doubled RENAME TO " + schema + ".tripled");
        assertThat(Jdbc.query(server, "SELECT sum(m) FROM " + schema + ".tripled"))
                .containsExactly(List.of(18L));
        Jdbc.execute(server, "DROP VIEW " + schema + ".tripled");
        Jdbc.execute(server, "DROP TABLE " + schema + ".numbers");
        Jdbc.execute(server, "DROP SCHEMA " + schema);
    }

    /**
     * Views that keep their answers.
     *
     * @param stale what a view of 1, 2 and 3 has for a sum when 10 has come to them
     */
    static void materializedViews(SkeinProcess server, String catalog, long stale) {
        String schema = catalog + ".kept_" + catalog;
        Jdbc.execute(server, "CREATE SCHEMA " + schema);
        Jdbc.execute(server, "CREATE TABLE " + schema + ".numbers AS SELECT * FROM (VALUES 1, 2, 3) AS t (n)");
        Jdbc.execute(
                server,
                "CREATE MATERIALIZED VIEW " + schema + ".kept AS SELECT sum(n) AS s FROM " + schema + ".numbers");
        Jdbc.execute(server, "REFRESH MATERIALIZED VIEW " + schema + ".kept");
        Jdbc.execute(server, "INSERT INTO " + schema + ".numbers VALUES 10");
        assertThat(Jdbc.query(server, "SELECT s FROM " + schema + ".kept")).containsExactly(List.of(stale));
        Jdbc.execute(server, "REFRESH MATERIALIZED VIEW " + schema + ".kept");
        assertThat(Jdbc.query(server, "SELECT s FROM " + schema + ".kept")).containsExactly(List.of(16L));
        assertThat(Jdbc.query(server, "SHOW TABLES FROM " + schema))
                .containsExactly(List.of("kept"), List.of("numbers"));
        Jdbc.execute(server, "DROP MATERIALIZED VIEW " + schema + ".kept");

        Jdbc.execute(server, "DROP TABLE " + schema + ".numbers");
        Jdbc.execute(server, "DROP SCHEMA " + schema);
    }

    /** Two processes write into one table at the same time: each row of a statement that succeeded is there, and no other. */
    static void race(SkeinProcess one, SkeinProcess other, String catalog) throws Exception {
        int each = 6;
        String schema = catalog + ".race_" + catalog;
        Jdbc.execute(one, "CREATE SCHEMA " + schema);
        Jdbc.execute(one, "CREATE TABLE " + schema + ".counted (writer integer, number integer)");
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            List<Callable<List<List<Object>>>> both = List.of(
                    () -> insert(one, schema + ".counted", 1, each), () -> insert(other, schema + ".counted", 2, each));
            List<List<Object>> succeeded = new ArrayList<>();
            for (Future<List<List<Object>>> done : writers.invokeAll(both)) {
                assertThat(done.get()).isNotEmpty();
                succeeded.addAll(done.get());
            }
            assertThat(Jdbc.query(one, "SELECT writer, number FROM " + schema + ".counted"))
                    .containsExactlyInAnyOrderElementsOf(succeeded);
        }
        Jdbc.execute(other, "DROP TABLE " + schema + ".counted");
        Jdbc.execute(other, "DROP SCHEMA " + schema);
    }

    /** The rows whose statements succeeded. */
    private static List<List<Object>> insert(SkeinProcess server, String table, int writer, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number -> List.<Object>of(writer, number))
                .filter(row -> succeeds(
                        server, "INSERT INTO " + table + " VALUES (" + row.getFirst() + ", " + row.getLast() + ")"))
                .toList();
    }

    private static boolean succeeds(SkeinProcess server, String insert) {
        try {
            Jdbc.execute(server, insert);
            return true;
        } catch (IllegalStateException refused) {
            assertThat(refused)
                    .cause()
                    .isInstanceOfSatisfying(
                            java.sql.SQLException.class,
                            reported -> assertThat(reported.getErrorCode())
                                    .as(reported.getMessage())
                                    .isEqualTo(COMMIT_ERROR));
            return false;
        }
    }
}
