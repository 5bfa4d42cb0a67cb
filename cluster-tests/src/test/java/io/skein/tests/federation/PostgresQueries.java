package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What holds on one server and on several workers alike. */
abstract class PostgresQueries {
    private static final int FUNCTION_NOT_FOUND = 0x06;
    private static final int INVALID_FUNCTION_ARGUMENT = 0x07;
    private static final int TRANSACTION_CONFLICT = 0x11;
    private static final int TYPE_MISMATCH = 0x3A;
    private static final int INVALID_ARGUMENTS = 0x4C;
    private static final int MISSING_ARGUMENT = 0x6F;
    private static final int JDBC_ERROR = 0x0400_0000;

    /** Tables that are there before Skein comes. */
    private static final String TABLES = """
            CREATE TYPE mood AS ENUM ('sad', 'so-so');
            CREATE TABLE types (
              id int PRIMARY KEY, a boolean, b smallint, c integer, d bigint, e real, f double precision, g numeric(38,10),
              h varchar(10), i text, j char(4), k bytea, l date, m time(3), n timestamp(6), o timestamptz(3), p uuid, q jsonb,
              r mood, s inet, t int4range, u interval, v text[], w int[][], x point);
            INSERT INTO types VALUES
              (1, true, -32768, 2147483647, -9223372036854775808, 'NaN', '-Infinity', -1234567890123456789012345678.0123456789,
               '', 'äß€𝄞 ''"\\', 'a ', '\\x00ff', '0044-03-15 BC', '24:00', '1969-12-31 23:59:59.999999', '2020-02-29 10:11:12.123+05:30',
               'A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"b": 1.0, "a": [null]}', 'so-so', '10.1.2.3/8', '[1,5)', '1 day', ARRAY['a,b', '', NULL],
               ARRAY[[1,2],[3,NULL]], point(1,2));
            INSERT INTO types (id) VALUES (2);
            CREATE TABLE "Quoted ""Name\""" ("Upper" int, "se""lect" text);
            INSERT INTO "Quoted ""Name\""" VALUES (1, 'it''s \\ ; DROP TABLE types; --'), (2, NULL), (3, '');
            CREATE VIEW seen AS SELECT id, i FROM types WHERE id > 1;
            CREATE MATERIALIZED VIEW kept AS SELECT id FROM types;
            CREATE TABLE parts (id int, region text) PARTITION BY LIST (region);
            CREATE TABLE parts_a PARTITION OF parts FOR VALUES IN ('a');
            CREATE TABLE parts_b PARTITION OF parts FOR VALUES IN ('b');
            INSERT INTO parts SELECT n, CASE WHEN n % 3 = 0 THEN 'a' ELSE 'b' END FROM generate_series(1, 9) AS n;
            ANALYZE""";

    /** Starts Skein over a new database with these tables. */
    static SkeinProcess start(String database, String... command) {
        String url = "connection-url=" + PostgresServer.shared().database(database);
        PostgresServer.shared().execute(database, TABLES);
        return Federation.start(
                Map.of("pg", List.of(url), "any_case", List.of(url, "case-insensitive-name-matching=true")), command);
    }

    abstract SkeinProcess server();

    private List<List<Object>> query(String sql) {
        return Jdbc.query(server(), sql);
    }

    private void execute(String sql) {
        Jdbc.execute(server(), sql);
    }

    @Test
    void everyTypeIsReadExactly() {
        List<String> columns = List.of(
                "a",
                "b",
                "c",
                "d",
                "e",
                "f",
                "g",
                "h",
                "i",
                "j",
                "to_hex(k)",
                "l",
                "m",
                "n",
                "o",
                "p",
                "json_format(q)",
                "r",
                "s",
                "t",
                "u",
                "json_format(CAST(v AS json))",
                "json_format(CAST(w AS json))");
        String select = String.join(
                ", ",
                columns.stream()
                        .map(column -> "CAST(" + column + " AS varchar)")
                        .toList());

        assertThat(query("SELECT " + select + " FROM pg.public.types WHERE id = 1"))
                .containsExactly(List.of(
                        "true",
                        "-32768",
                        "2147483647",
                        "-9223372036854775808",
                        "NaN",
                        "-Infinity",
                        "-1234567890123456789012345678.0123456789",
                        "",
                        "äß€𝄞 '\"\\",
                        "a   ",
                        "00FF",
                        "-0043-03-15",
                        "23:59:59.999",
                        "1969-12-31 23:59:59.999999",
                        "2020-02-29 04:41:12.123 UTC",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "{\"a\":[null],\"b\":1.0}",
                        "so-so",
                        "10.1.2.3/8",
                        "[1,5)",
                        "1 day",
                        "[\"a,b\",\"\",null]",
                        "[[1,2],[3,null]]"));
        assertThat(query("SELECT " + select + " FROM pg.public.types WHERE id = 2"))
                .containsExactly(Arrays.asList(new Object[columns.size()]));
    }

    @Test
    void typesAreTrinos() {
        List<Object> types = new ArrayList<>();
        query("DESCRIBE pg.public.types").forEach(row -> types.add(row.get(1)));

        assertThat(types)
                .containsExactly(
                        "integer",
                        "boolean",
                        "smallint",
                        "integer",
                        "bigint",
                        "real",
                        "double",
                        "decimal(38,10)",
                        "varchar(10)",
                        "varchar",
                        "char(4)",
                        "varbinary",
                        "date",
                        "time(3)",
                        "timestamp(6)",
                        "timestamp(3) with time zone",
                        "uuid",
                        "json",
                        "varchar",
                        "varchar",
                        "varchar",
                        "varchar",
                        "array(varchar)",
                        "array(array(integer))");
    }

    @Test
    void everyTypeIsWrittenExactly() {
        String columns = "id, a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q, v, w";
        execute("CREATE TABLE pg.public.types_copy AS SELECT " + columns + " FROM pg.public.types");
        execute("INSERT INTO pg.public.types_copy SELECT " + columns + " FROM pg.public.types WHERE id = 1");
        // NaN is not itself, and JSON is no value to compare.
        String comparable = columns.replace(" e,", " CAST(e AS varchar),")
                .replace(" q,", " json_format(q),")
                .replace(" o,", " CAST(o AS varchar),");

        assertThat(query("SELECT " + comparable + " FROM pg.public.types_copy EXCEPT SELECT " + comparable
                        + " FROM pg.public.types"))
                .isEmpty();
        assertThat(query("SELECT id, count(*) FROM pg.public.types_copy GROUP BY id ORDER BY id"))
                .containsExactly(List.of(1, 2L), List.of(2, 1L));
        assertThat(
                        query(
                                "SELECT typeof(g), typeof(h), typeof(j), typeof(o), typeof(q), typeof(v) FROM pg.public.types_copy LIMIT 1"))
                .containsExactly(List.of(
                        "decimal(38,10)",
                        "varchar(10)",
                        "char(4)",
                        "timestamp(3) with time zone",
                        "json",
                        "array(varchar)"));
        execute("DROP TABLE pg.public.types_copy");
    }

    @Test
    void joinsWithOtherCatalogs() {
        execute("CREATE SCHEMA IF NOT EXISTS iceberg.joined");
        execute("CREATE TABLE pg.public.nations AS SELECT nationkey, name, regionkey FROM tpch.tiny.nation");
        execute("CREATE TABLE iceberg.joined.customers AS SELECT custkey, nationkey, acctbal FROM tpch.tiny.customer");
        execute("CREATE TABLE memory.default.regions AS SELECT regionkey, name FROM tpch.tiny.region");
        String joined =
                "SELECT r.name, count(*), sum(CAST(c.acctbal AS decimal(12,2))) FROM %s n JOIN %s c ON c.nationkey = n.nationkey"
                        + " JOIN %s r ON r.regionkey = n.regionkey WHERE n.nationkey BETWEEN 3 AND 20 GROUP BY r.name ORDER BY r.name";

        assertThat(query(joined.formatted("pg.public.nations", "iceberg.joined.customers", "memory.default.regions")))
                .hasSize(5)
                .isEqualTo(query(joined.formatted("tpch.tiny.nation", "tpch.tiny.customer", "tpch.tiny.region")));
        execute("DROP TABLE pg.public.nations");
        execute("DROP TABLE iceberg.joined.customers");
        execute("DROP TABLE memory.default.regions");
    }

    @Test
    void manyRowsGoThereAndBack() {
        execute(
                "CREATE TABLE pg.public.lines AS SELECT orderkey, linenumber, extendedprice, shipdate, comment FROM tpch.tiny.lineitem");
        String sums =
                "SELECT count(*), sum(orderkey), sum(CAST(extendedprice AS decimal(12,2))), min(shipdate), to_hex(checksum(comment)) FROM ";
        assertThat(query(sums + "pg.public.lines")).isEqualTo(query(sums + "tpch.tiny.lineitem"));
        String some = sums
                + "%s WHERE shipdate >= DATE '1995-01-01' AND shipdate < DATE '1996-01-01' AND linenumber IN (1, 3)";
        assertThat(query(some.formatted("pg.public.lines"))).isEqualTo(query(some.formatted("tpch.tiny.lineitem")));
        assertThat(query("SELECT orderkey FROM pg.public.lines LIMIT 3")).hasSize(3);
        execute("DROP TABLE pg.public.lines");
    }

    @Test
    void namesAndTextsAreNeverSql() {
        String table = "any_case.public.\"quoted \"\"name\"\"\"";
        assertThat(query("SELECT upper, \"se\"\"lect\" FROM " + table + " ORDER BY 1"))
                .containsExactly(List.of(1, "it's \\ ; DROP TABLE types; --"), Arrays.asList(2, null), List.of(3, ""));
        assertThat(query("SELECT upper FROM " + table + " WHERE \"se\"\"lect\" = 'it''s \\ ; DROP TABLE types; --'"))
                .containsExactly(List.of(1));
        assertThat(query("SELECT upper FROM " + table + " WHERE \"se\"\"lect\" IN ('', ''' OR 1 = 1')"))
                .containsExactly(List.of(3));
        assertThat(query("SELECT upper FROM " + table + " WHERE \"se\"\"lect\" IS NULL"))
                .containsExactly(List.of(2));
        assertThat(Jdbc.failure(server(), "SELECT * FROM pg.public.\"quoted \"\"name\"\"\"")
                        .message())
                .contains("does not exist");
        assertThat(Jdbc.failure(server(), "SELECT * FROM pg.\"public\"\"; DROP TABLE types; --\".t")
                        .message())
                .contains("does not exist");
        assertThat(query("SELECT count(*) FROM pg.public.types")).containsExactly(List.of(2L));
    }

    @Test
    void viewsAndPartitionsAreTables() {
        assertThat(query("SHOW TABLES FROM pg.public"))
                .contains(List.of("seen"), List.of("kept"), List.of("parts"), List.of("parts_a"));
        assertThat(query("SELECT id FROM pg.public.seen")).containsExactly(List.of(2));
        assertThat(query("SELECT sum(id) FROM pg.public.kept")).containsExactly(List.of(3L));
        assertThat(query("SELECT region, sum(id) FROM pg.public.parts GROUP BY region ORDER BY region"))
                .containsExactly(List.of("a", 18L), List.of("b", 27L));
        assertThat(query("SELECT sum(id) FROM pg.public.parts WHERE region = 'a'"))
                .containsExactly(List.of(18L));
        assertThat(query("SHOW STATS FOR pg.public.parts").getLast().get(4)).isEqualTo(9.0);
    }

    @Test
    void aTableLivesItsLife() {
        execute("CREATE SCHEMA pg.life");
        execute("CREATE TABLE pg.life.t (id bigint NOT NULL COMMENT 'key', note varchar(3)) COMMENT 'it''s one'");
        assertThat(query("SHOW CREATE TABLE pg.life.t").toString())
                .contains("id bigint NOT NULL COMMENT 'key'")
                .contains("COMMENT 'it''s one'");
        execute("INSERT INTO pg.life.t VALUES (1, 'a'), (2, NULL)");
        assertThat(Jdbc.failure(server(), "CREATE TABLE pg.life.t (x bigint)").message())
                .contains("already exists");
        assertThat(Jdbc.failure(server(), "DROP SCHEMA pg.life").message()).contains("non-empty");
        assertThat(Jdbc.failure(server(), "INSERT INTO pg.life.t VALUES (NULL, 'a')")
                        .message())
                .contains("NULL");
        assertThat(Jdbc.failure(server(), "UPDATE pg.public.seen SET id = 1").message())
                .contains("Rows of 'public.seen' cannot be changed");
        assertThat(Jdbc.failure(server(), "CREATE TABLE pg.life.m (x map(integer, integer))")
                        .message())
                .contains("Unsupported column type: map(integer, integer)");
        execute("ALTER TABLE pg.life.t ADD COLUMN d decimal(5,2)");
        execute("ALTER TABLE pg.life.t RENAME COLUMN note TO remark");
        execute("ALTER TABLE pg.life.t RENAME TO pg.life.u");
        execute("COMMENT ON COLUMN pg.life.u.remark IS 'said'");
        execute("INSERT INTO pg.life.u (d, id) VALUES (1.25, 3)");
        assertThat(query("SELECT id, remark, CAST(d AS varchar) FROM pg.life.u ORDER BY id"))
                .containsExactly(
                        Arrays.asList(1L, "a", null), Arrays.asList(2L, null, null), Arrays.asList(3L, null, "1.25"));
        execute("ALTER TABLE pg.life.u DROP COLUMN remark");
        execute("TRUNCATE TABLE pg.life.u");
        assertThat(query("SELECT * FROM pg.life.u")).isEmpty();
        execute("DROP TABLE pg.life.u");
        assertThat(query("SHOW TABLES FROM pg.life")).isEmpty();
        execute("DROP SCHEMA pg.life");
    }

    @Test
    void aFailedWriteLeavesNothing() {
        assertThat(Jdbc.failure(
                                server(),
                                "CREATE TABLE pg.public.broken AS SELECT 10 / (orderkey - 7) AS x FROM tpch.tiny.orders")
                        .message())
                .contains("Division by zero");
        assertThat(query("SHOW TABLES FROM pg.public LIKE 'broken'")).isEmpty();
        Awaitility.await()
                .until(() -> !PostgresServer.shared()
                        .any(database(), "SELECT 1 FROM pg_class WHERE relname LIKE 'skein_staging%'"));
    }

    @Test
    void rowsAreChangedAsElsewhere() {
        List<String> statements = List.of(
                "DELETE FROM %s WHERE orderkey < 1000",
                "DELETE FROM %s WHERE orderkey % 7 = 3",
                "UPDATE %s SET comment = upper(comment), totalprice = totalprice * 2 WHERE custkey % 5 = 0",
                "UPDATE %s SET clerk = NULL WHERE orderdate IN (SELECT max(orderdate) FROM tpch.tiny.orders)",
                "MERGE INTO %s t USING (SELECT * FROM tpch.tiny.orders WHERE orderkey BETWEEN 500 AND 3000) s ON s.orderkey = t.orderkey"
                        + " WHEN MATCHED AND s.custkey % 3 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET comment = s.comment"
                        + " WHEN NOT MATCHED THEN INSERT (orderkey, comment) VALUES (s.orderkey, 'new')");
        String select =
                "SELECT count(*), sum(orderkey), count(custkey), count(clerk), sum(CAST(totalprice AS decimal(14,2))), to_hex(checksum(comment)) FROM ";
        execute("CREATE SCHEMA IF NOT EXISTS iceberg.changed");
        execute("CREATE TABLE pg.public.orders AS SELECT * FROM tpch.tiny.orders");
        execute("CREATE TABLE iceberg.changed.orders AS SELECT * FROM tpch.tiny.orders");
        for (String statement : statements) {
            assertThat(update(statement.replace("%s", "pg.public.orders")))
                    .as(statement)
                    .isPositive()
                    .isEqualTo(update(statement.replace("%s", "iceberg.changed.orders")));
            assertThat(query(select + "pg.public.orders"))
                    .as(statement)
                    .isEqualTo(query(select + "iceberg.changed.orders"));
        }
        execute("DROP TABLE pg.public.orders");
        execute("DROP TABLE iceberg.changed.orders");
    }

    @Test
    void statementsInTheServersOwnSqlAreRun() {
        String function = "TABLE(pg.system.query(query => '%s'))";
        assertThat(query("SELECT n.name, q.* FROM tpch.tiny.nation n JOIN "
                        + function.formatted("SELECT id, count(*) OVER () AS \"all\", pg_typeof(h)::text FROM types")
                        + " q ON q.id = n.nationkey ORDER BY 1"))
                .containsExactly(
                        List.of("ARGENTINA", 1, 2L, "character varying"),
                        List.of("BRAZIL", 2, 2L, "character varying"));
        assertThat(query("SELECT count(*) FROM " + function.formatted("SELECT n FROM generate_series(1, 100000) AS n")
                        + " AS t(n) WHERE n BETWEEN 10 AND 20"))
                .containsExactly(List.of(11L));
        execute("CALL pg.system.execute(query => 'CREATE TABLE public.executed AS SELECT ''it''''s'' AS t')");
        assertThat(query("SELECT t FROM pg.public.executed")).containsExactly(List.of("it's"));
        execute("CALL pg.system.execute('DROP TABLE public.executed')");

        assertFails(function.formatted("DELETE FROM types"), JDBC_ERROR, "syntax error at or near \"DELETE\"");
        assertFails(function.formatted("SELECT 1 AS a; DROP TABLE types"), JDBC_ERROR, "multiple commands");
        assertFails("TABLE(pg.system.query())", MISSING_ARGUMENT, "Missing argument: QUERY");
        assertFails(
                "TABLE(pg.system.query(sql => 'SELECT 1'))",
                INVALID_FUNCTION_ARGUMENT,
                "Unexpected argument name: SQL");
        assertFails(
                "TABLE(pg.system.query('a', 'b'))",
                INVALID_ARGUMENTS,
                "Too many arguments. Expected at most 1 arguments, got 2 arguments");
        assertFails(
                "TABLE(pg.system.query(TABLE(pg.public.types)))",
                INVALID_FUNCTION_ARGUMENT,
                "Invalid argument QUERY. Expected scalar argument, got table");
        assertFails("TABLE(pg.system.query(5))", TYPE_MISMATCH, "Cannot cast type integer to varchar");
        assertFails("TABLE(pg.system.query(CAST(NULL AS varchar)))", INVALID_FUNCTION_ARGUMENT, "cannot be null");
        assertFails(
                "TABLE(pg.system.nothing('a'))",
                FUNCTION_NOT_FOUND,
                "Table function 'pg.system.nothing' not registered");
        assertThat(query("SELECT count(*) FROM pg.public.types")).containsExactly(List.of(2L));
    }

    private void assertFails(String relation, int code, String message) {
        Jdbc.Failure failure = Jdbc.failure(server(), "SELECT * FROM " + relation);
        assertThat(failure.message()).contains(message);
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    }

    /** @return how many rows */
    private long update(String sql) {
        try (Connection connection = Jdbc.connect(server());
                Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    @Test
    void ofWritersOfTheSameRowOneWins() {
        execute("CREATE TABLE pg.public.counter AS SELECT 1 AS id, 0 AS n");
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 4; i++) {
                    try (Connection connection = Jdbc.connect(server());
                            Statement statement = connection.createStatement()) {
                        statement.execute("UPDATE pg.public.counter SET n = n + 1 WHERE id = 1");
                        done.incrementAndGet();
                    } catch (SQLException lost) {
                        assertThat(lost.getErrorCode()).isEqualTo(TRANSACTION_CONFLICT);
                    }
                }
            }));
        }
        writers.forEach(CompletableFuture::join);

        assertThat(done).hasPositiveValue();
        assertThat(query("SELECT n FROM pg.public.counter")).containsExactly(List.of(done.get()));
        execute("DROP TABLE pg.public.counter");
    }

    @Test
    void aScanOfManyPartsSeesOneMoment() {
        PostgresServer.shared()
                .execute(
                        database(),
                        "CREATE TABLE accounts AS SELECT n AS id, 100 AS balance, repeat('x', 800) AS t FROM generate_series(1, 20000) AS n;"
                                + "CREATE INDEX ON accounts (id); ANALYZE accounts");
        // Each transfer moves both of its rows to another page, from the first ones to the last.
        CompletableFuture<Void> transfers = CompletableFuture.runAsync(() -> PostgresServer.shared()
                .execute(
                        database(),
                        "DO $$ BEGIN FOR i IN 1..20000 LOOP UPDATE accounts SET balance = balance + CASE id WHEN i THEN -7 ELSE 7 END"
                                + " WHERE id IN (i, 20001 - i); COMMIT; END LOOP; END $$"));
        List<List<Object>> whole = List.of(List.of(20_000L, 2_000_000L));
        int scans = 0;
        for (; scans < 5 || !transfers.isDone(); scans++) {
            assertThat(query("SELECT count(*), sum(balance) FROM pg.public.accounts"))
                    .isEqualTo(whole);
        }
        transfers.join();
        Awaitility.await()
                .until(
                        () -> !PostgresServer.shared()
                                .any(
                                        database(),
                                        "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in%' AND datname = current_database()"));
        execute("DROP TABLE pg.public.accounts");
    }

    abstract String database();
}
