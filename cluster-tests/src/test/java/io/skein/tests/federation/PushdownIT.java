package io.skein.tests.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.conformance.Answer;
import io.skein.tests.conformance.RestSession;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.storage.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What PostgreSQL is asked for, and that it answers what the engine would have. */
class PushdownIT {
    private static final long SEED = 20_261_128;
    private static final int FEW = 400;
    private static final int MANY = 20_000;

    private static final String CRM = """
            CREATE SCHEMA crm;
            CREATE TABLE crm.customers (id bigint PRIMARY KEY, name text, country varchar(2), segment text, born date, rank double precision);
            INSERT INTO crm.customers SELECT n, 'c' || n, (ARRAY['US', 'DE', 'PL', 'FR'])[n % 4 + 1],
              CASE WHEN n % 10 = 0 THEN 'enterprise' ELSE 'small' END, date '1970-01-01' + n, n FROM generate_series(1, 100) AS n;
            CREATE TABLE crm.orders (id bigint, customer bigint, amount numeric(10,2), quantity int, note json);
            INSERT INTO crm.orders SELECT n, n % 100 + 1, n / 4.0, n % 5 FROM generate_series(1, 1000) AS n;
            ANALYZE;
            """;

    private static PostgresServer postgres;
    private static SkeinProcess server;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.shared();
        String url = postgres.database("pushdown");
        postgres.execute("pushdown", CRM + PushdownCases.TABLE);
        server = Federation.start(Map.of("pg", List.of("connection-url=" + url)), "start");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String remote(String sql) {
        return Jdbc.query(server, "EXPLAIN (TYPE REMOTE) " + sql)
                .getFirst()
                .getFirst()
                .toString();
    }

    @Test
    void groupsAreMadeThere() {
        String sql = "SELECT country, count(*) FROM pg.crm.customers GROUP BY country";

        assertThat(remote(sql))
                .isEqualTo("pg.crm.customers\n"
                        + "    SELECT \"country\", count(*) FROM \"crm\".\"customers\" GROUP BY \"country\"\n");
        assertThat(Jdbc.query(server, sql + " ORDER BY 1"))
                .isEqualTo(List.of(List.of("DE", 25L), List.of("FR", 25L), List.of("PL", 25L), List.of("US", 25L)));
    }

    @Test
    void joinGroupsHavingAndOrderAreOneQuery() {
        String sql =
                "SELECT c.country, sum(o.amount * o.quantity) FROM pg.crm.orders o JOIN pg.crm.customers c ON o.customer = c.id"
                        + " WHERE c.segment = 'enterprise' GROUP BY c.country HAVING count(*) > 3 ORDER BY 2 DESC LIMIT 2";

        assertThat(remote(sql).lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .contains("INNER JOIN", "(\"segment\" = 'enterprise')", "GROUP BY", "(\"q\".\"count\" > 3)")
                .endsWith("ORDER BY \"q\".\"sum\" DESC NULLS LAST LIMIT 2) AS \"q\"");
        assertThat(Jdbc.query(server, sql).toString()).isEqualTo("[[US, 25450.00], [PL, 24950.00]]");
    }

    @Test
    void whatIsNotPushedHasItsReason() {
        assertThat(remote("SELECT id FROM pg.crm.customers WHERE upper(name) = 'C7' AND id < 50"))
                .isEqualTo(
                        "pg.crm.customers\n    SELECT \"id\", \"name\" FROM \"crm\".\"customers\" WHERE (\"id\" < 50)\n"
                                + "    not pushed: filter (upper(name) = 'C7'): PostgreSQL has no function that surely is the same as upper\n");
        assertThat(remote("SELECT count(DISTINCT json_format(note)) FROM pg.crm.orders"))
                .contains("not pushed: ", "json_format");
        assertThat(remote("SELECT stddev(rank) FROM pg.crm.customers"))
                .contains("not pushed: aggregation: PostgreSQL has no aggregate that surely is the same as stddev");
        assertThat(remote("SELECT 1 FROM tpch.tiny.nation"))
                .isEqualTo("No table of this statement is read from a source that takes requests\n");
    }

    @Test
    void explainShowsTheRequest() {
        String request =
                "remote: SELECT \"id\" FROM \"crm\".\"customers\" WHERE (\"born\" >= '1970-02-01'::date) LIMIT 3";
        String sql = "SELECT id FROM pg.crm.customers WHERE born >= DATE '1970-02-01' LIMIT 3";

        for (String explain : List.of("EXPLAIN ", "EXPLAIN (TYPE LOGICAL) ", "EXPLAIN ANALYZE ")) {
            assertThat(Jdbc.query(server, explain + sql).getFirst().getFirst().toString())
                    .as(explain)
                    .contains(request)
                    .doesNotContain("Filter[", "Limit[");
        }
        assertThat(Jdbc.query(server, sql)).hasSize(3);
    }

    @Test
    void aSessionCanSwitchItOff() throws Exception {
        RestSession session = new RestSession(server.httpAddress());
        session.setProperty("pushdown_enabled", "false");
        String sql = "EXPLAIN (TYPE REMOTE) SELECT country, count(*) FROM pg.crm.customers GROUP BY country";

        assertThat(session.execute(sql).rows().getFirst().get(0).asText())
                .isEqualTo("pg.crm.customers\n    SELECT \"country\" FROM \"crm\".\"customers\"\n");
        session.setProperty("pushdown_enabled", "maybe");
        assertThat(session.execute(sql).failure().orElseThrow().name()).isEqualTo("INVALID_SESSION_PROPERTY");
    }

    @Test
    void overflowIsTheSameErrorThere() throws Exception {
        assertThat(new RestSession(server.httpAddress())
                        .execute("SELECT sum(b * 92233720368547758) FROM pg.public.cases WHERE b > 500")
                        .failure()
                        .map(Answer.Failure::name))
                .isEqualTo(Optional.of("NUMERIC_VALUE_OUT_OF_RANGE"));
    }

    @Test
    void answersAreTheSameWithAndWithout() throws Exception {
        compare(SEED, FEW);
    }

    @Test
    @Tag("full")
    void manyAnswersAreTheSameWithAndWithout() throws Exception {
        compare(SEED + FEW, MANY);
    }

    private static void compare(long first, int count) throws Exception {
        RestSession with = new RestSession(server.httpAddress());
        RestSession without = new RestSession(server.httpAddress());
        without.setProperty("pushdown_enabled", "false");
        for (long seed = first; seed < first + count; seed++) {
            String sql = PushdownCases.query(seed, "pg.public.cases");
            assertThat(bag(with.execute(sql))).as("seed %d: %s", seed, sql).isEqualTo(bag(without.execute(sql)));
        }
    }

    /** A failed statement is its error's name. */
    private static List<String> bag(Answer answer) {
        return answer.failure()
                .map(failure -> List.of(failure.name()))
                .orElseGet(() ->
                        answer.rows().stream().map(Object::toString).sorted().toList());
    }
}
