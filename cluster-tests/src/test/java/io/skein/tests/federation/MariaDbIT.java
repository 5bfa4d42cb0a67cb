package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.MariaDbServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MariaDB through SQL, on one process. */
class MariaDbIT {
    /** Tables that are there before Skein comes. */
    private static final String TABLES = """
            CREATE DATABASE shop CHARACTER SET utf8mb4;
            USE shop;
            SET time_zone = '+00:00';
            CREATE TABLE types (
              id int PRIMARY KEY, a boolean, b tinyint unsigned, c mediumint, d int unsigned, e bigint unsigned, f float, g double, h decimal(38,10),
              i varchar(10) COLLATE utf8mb4_general_ci, j char(4), k longtext, l enum('sad','so-so'), m set('x','y'), n varbinary(9), o bit, p bit(9), q date,
              r time(3), s datetime(6), t timestamp(3) NULL, u year, v json, w uuid, x point);
            INSERT INTO types VALUES
              (1, true, 255, -8388608, 4294967295, 18446744073709551615, 1.1, 5e-324, -1234567890123456789012345678.0123456789,
               'A', 'a ', 'äß€𝄞 ''"\\\\', 'so-so', 'x,y', x'00ff', b'1', b'100000001', '9999-12-31',
               '23:59:59.999', '1969-12-31 23:59:59.999999', '2038-01-19 03:14:07.999', 2155, '{"b": 1.0, "a": [null]}',
               'A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11', point(1,2));
            INSERT INTO types (id, i) VALUES (2, 'a'), (3, 'a ');
            CREATE VIEW seen AS SELECT id, i FROM types WHERE id > 1;
            CREATE TABLE zero (id int, d date);
            SET sql_mode = '';
            INSERT INTO zero VALUES (1, '0000-00-00');
            CREATE TABLE numbers (n int PRIMARY KEY, t varchar(20));
            INSERT INTO numbers SELECT seq, concat('n', seq) FROM seq_1_to_100000;
            ANALYZE TABLE numbers;
            """;

    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        MariaDbServer database = MariaDbServer.shared();
        database.execute(TABLES);
        List<String> user =
                List.of("connection-user=" + MariaDbServer.USER, "connection-password=" + MariaDbServer.PASSWORD);
        server = Federation.start(
                Map.of(
                        "maria",
                        lines(
                                user,
                                "connector.name=mariadb",
                                "connection-url=" + database.url("mariadb"),
                                "mariadb.scan-splits=4"),
                        "my",
                        lines(user, "connector.name=mysql", "connection-url=" + database.url("mysql")),
                        "wrong",
                        List.of(
                                "connector.name=mariadb",
                                "connection-url=" + database.url("mariadb"),
                                "connection-user=" + MariaDbServer.USER,
                                "connection-password=no-such-password")),
                "start");
    }

    private static List<String> lines(List<String> user, String... others) {
        List<String> lines = new ArrayList<>(user);
        lines.addAll(List.of(others));
        return lines;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<List<Object>> query(String sql) {
        return Jdbc.query(server, sql);
    }

    private static void execute(String sql) {
        Jdbc.execute(server, sql);
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
                "k",
                "l",
                "m",
                "to_hex(n)",
                "o",
                "to_hex(p)",
                "q",
                "r",
                "s",
                "t",
                "u",
                "json_format(v)",
                "w");
        String select = String.join(
                ", ",
                columns.stream()
                        .map(column -> "CAST(" + column + " AS varchar)")
                        .toList());

        assertThat(query("SELECT " + select + " FROM maria.shop.types WHERE id = 1"))
                .containsExactly(List.of(
                        "1",
                        "255",
                        "-8388608",
                        "4294967295",
                        "18446744073709551615",
                        "1.1E0",
                        "4.9E-324",
                        "-1234567890123456789012345678.0123456789",
                        "A",
                        "a   ",
                        "äß€𝄞 '\"\\",
                        "so-so",
                        "x,y",
                        "00FF",
                        "true",
                        "0101",
                        "9999-12-31",
                        "23:59:59.999",
                        "1969-12-31 23:59:59.999999",
                        "2038-01-19 03:14:07.999 UTC",
                        "2155",
                        "{\"a\":[null],\"b\":1.0}",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
        assertThat(query("SELECT a, b, h, k, t FROM my.shop.types WHERE id = 2"))
                .containsExactly(Arrays.asList(new Object[5]));
    }

    @Test
    void typesAreTrinos() {
        List<Object> types = new ArrayList<>();
        query("DESCRIBE maria.shop.types").forEach(row -> types.add(row.get(1)));

        assertThat(types)
                .containsExactly(
                        "integer",
                        "tinyint",
                        "smallint",
                        "integer",
                        "bigint",
                        "decimal(20,0)",
                        "real",
                        "double",
                        "decimal(38,10)",
                        "varchar(10)",
                        "char(4)",
                        "varchar",
                        "varchar(5)",
                        "varchar(3)",
                        "varbinary",
                        "boolean",
                        "varbinary",
                        "date",
                        "time(3)",
                        "timestamp(6)",
                        "timestamp(3) with time zone",
                        "smallint",
                        "json",
                        "uuid");
    }

    @Test
    void textsCompareByTheirBytesWhateverTheirCollation() {
        assertThat(query("SELECT id FROM maria.shop.types WHERE i = 'a'")).containsExactly(List.of(2));
        assertThat(query("SELECT id FROM maria.shop.types WHERE i IN ('a ', 'A') ORDER BY id"))
                .containsExactly(List.of(1), List.of(3));
        assertThat(query("SELECT id FROM maria.shop.types WHERE i > 'A' ORDER BY id"))
                .containsExactly(List.of(2), List.of(3));
        assertThat(query("SELECT count(DISTINCT i) FROM maria.shop.types")).containsExactly(List.of(3L));
        assertThat(query("SELECT id FROM maria.shop.seen WHERE i = 'a'")).containsExactly(List.of(2));
    }

    @Test
    void joinsAndWritesAcrossCatalogs() {
        execute("CREATE SCHEMA maria.copies");
        execute("CREATE TABLE maria.copies.orders AS SELECT * FROM tpch.tiny.orders");
        assertThat(query("SELECT count(*), sum(orderkey), max(totalprice) FROM maria.copies.orders"))
                .isEqualTo(query("SELECT count(*), sum(orderkey), max(totalprice) FROM tpch.tiny.orders"));
        assertThat(query("SELECT * FROM maria.copies.orders EXCEPT SELECT * FROM tpch.tiny.orders"))
                .isEmpty();
        assertThat(
                        query(
                                "SELECT count(*) FROM maria.copies.orders o JOIN tpch.tiny.customer c ON o.custkey = c.custkey WHERE c.nationkey = 3"))
                .isEqualTo(
                        query(
                                "SELECT count(*) FROM tpch.tiny.orders o JOIN tpch.tiny.customer c ON o.custkey = c.custkey WHERE c.nationkey = 3"));
        execute("INSERT INTO maria.copies.orders SELECT * FROM tpch.tiny.orders WHERE orderkey < 8");
        assertThat(query("SELECT count(*) FROM maria.copies.orders WHERE orderkey = 7"))
                .containsExactly(List.of(2L));
        assertThat(Jdbc.failure(server, "DROP SCHEMA maria.copies").message()).contains("non-empty");
        execute("DROP SCHEMA maria.copies CASCADE");
    }

    @Test
    void aTableLivesItsLife() {
        execute("CREATE SCHEMA maria.life");
        execute("CREATE TABLE maria.life.t (id bigint NOT NULL COMMENT 'key', note varchar(3)) COMMENT 'it''s one'");
        assertThat(query("SHOW CREATE TABLE maria.life.t").toString())
                .contains("id bigint NOT NULL COMMENT 'key'")
                .contains("COMMENT 'it''s one'");
        execute("INSERT INTO maria.life.t VALUES (1, 'a'), (2, NULL)");
        assertThat(Jdbc.failure(server, "INSERT INTO maria.life.t VALUES (NULL, 'a')")
                        .message())
                .contains("NULL");
        assertThat(Jdbc.failure(server, "CREATE TABLE maria.life.m (x map(integer, integer))")
                        .message())
                .contains("Unsupported column type: map(integer, integer)");
        execute("ALTER TABLE maria.life.t ADD COLUMN d decimal(5,2)");
        execute("ALTER TABLE maria.life.t RENAME COLUMN note TO remark");
        execute("ALTER TABLE maria.life.t RENAME TO maria.life.u");
        execute("COMMENT ON COLUMN maria.life.u.remark IS 'said'");
        execute("INSERT INTO maria.life.u (d, id) VALUES (1.25, 3)");
        assertThat(query("SELECT id, remark, CAST(d AS varchar) FROM maria.life.u ORDER BY id"))
                .containsExactly(
                        Arrays.asList(1L, "a", null), Arrays.asList(2L, null, null), Arrays.asList(3L, null, "1.25"));
        execute("TRUNCATE TABLE maria.life.u");
        assertThat(query("SELECT * FROM maria.life.u")).isEmpty();
        execute("DROP TABLE maria.life.u");
        execute("DROP SCHEMA maria.life");
    }

    @Test
    void readsATableByParts() {
        assertThat(query("SELECT count(*), sum(n), min(t), max(t) FROM maria.shop.numbers"))
                .containsExactly(List.of(100_000L, 5_000_050_000L, "n1", "n99999"));
    }

    @Test
    void failuresSayWhy() {
        assertThat(Jdbc.failure(server, "SELECT * FROM wrong.shop.types").message())
                .contains("Catalog 'wrong': ")
                .contains("Access denied for user '" + MariaDbServer.USER + "'")
                .doesNotContain("Exception")
                .doesNotContain("no-such-password");
        assertThat(Jdbc.failure(server, "SELECT d FROM maria.shop.zero").message())
                .contains("Catalog 'maria': column 'd' has a value that date cannot hold: 0000-00-00");
        assertThat(server.log()).doesNotContain(MariaDbServer.PASSWORD).doesNotContain("no-such-password");
    }
}
