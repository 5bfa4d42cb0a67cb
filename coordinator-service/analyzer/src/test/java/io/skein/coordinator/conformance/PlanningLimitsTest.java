package io.skein.coordinator.conformance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.statement.StatementPlan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that machines write: long lists, many columns, deep nesting. They are planned in two seconds, and run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningLimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final LocalCatalogs catalogs = new LocalCatalogs();
    private LocalEngine engine;

    @BeforeAll
    void open(@TempDir Path directory) {
        engine = new LocalEngine(directory);
    }

    @AfterAll
    void close() {
        engine.close();
        catalogs.close();
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(
                        "an IN list of 10,000 numbers",
                        "SELECT count(*) FROM orders WHERE orderkey IN (" + list(10_000, i -> "" + i * 3) + ")",
                        "[[2501]]"),
                Arguments.of(
                        "an IN list of 10,000 strings",
                        "SELECT count(*) FROM nation WHERE name NOT IN (" + list(10_000, i -> "'N" + i + "'") + ")",
                        "[[25]]"),
                Arguments.of(
                        "an IN list of 10,000 constants of different types",
                        "SELECT count(*) FROM nation WHERE nationkey IN ("
                                + list(10_000, i -> i % 2 == 0 ? i + ".0" : "" + i) + ")",
                        "[[25]]"),
                Arguments.of(
                        "an IN list of 2,000 rows",
                        "SELECT count(*) FROM nation WHERE (nationkey, regionkey) IN ("
                                + list(2_000, i -> "(" + i + ", " + i % 5 + ")") + ")",
                        "[[7]]"),
                Arguments.of(
                        "1,000 columns",
                        "SELECT c999 FROM (SELECT " + list(1_000, i -> "nationkey + " + i + " AS c" + i)
                                + " FROM nation WHERE nationkey = 1) ORDER BY c0, c500",
                        "[[1000]]"),
                Arguments.of(
                        "1,000 aggregates",
                        "SELECT cardinality(ARRAY[" + list(1_000, i -> "sum(nationkey * " + i + ")") + "]) FROM nation",
                        "[[1000]]"),
                Arguments.of(
                        "500 branches of UNION ALL",
                        "SELECT count(*), sum(k) FROM ("
                                + IntStream.range(0, 500)
                                        .mapToObj(i ->
                                                "SELECT " + i + " AS k, name FROM region WHERE regionkey = " + i % 5)
                                        .collect(joining(" UNION ALL "))
                                + ")",
                        "[[500, 124750]]"),
                Arguments.of("900 nested sums", "SELECT " + "(1 + ".repeat(900) + "0" + ")".repeat(900), "[[900]]"),
                Arguments.of(
                        "900 nested calls",
                        "SELECT " + "abs(".repeat(900) + "nationkey" + ")".repeat(900)
                                + " FROM nation WHERE nationkey = 2",
                        "[[2]]"),
                Arguments.of(
                        "900 concatenations",
                        "SELECT length("
                                + IntStream.range(0, 900).mapToObj(i -> "name").collect(joining(" || "))
                                + ") FROM region WHERE regionkey = 2",
                        "[[3600]]"),
                Arguments.of(
                        "1,000 ORs",
                        "SELECT count(*) FROM nation WHERE "
                                + IntStream.range(0, 1_000)
                                        .mapToObj(i -> "nationkey = " + i * 2)
                                        .collect(joining(" OR ")),
                        "[[13]]"),
                Arguments.of(
                        "1,000 ANDs",
                        "SELECT count(*) FROM nation WHERE "
                                + IntStream.range(0, 1_000)
                                        .mapToObj(i -> "nationkey <> " + i * 2)
                                        .collect(joining(" AND ")),
                        "[[12]]"),
                Arguments.of(
                        "1,000 ORs of ANDs",
                        "SELECT count(*) FROM nation WHERE "
                                + IntStream.range(0, 1_000)
                                        .mapToObj(i -> "(nationkey = " + i + " AND regionkey = " + i % 3 + ")")
                                        .collect(joining(" OR ")),
                        "[[4]]"),
                Arguments.of(
                        "a CASE of 1,000 branches",
                        "SELECT sum(CASE nationkey "
                                + IntStream.range(0, 1_000)
                                        .mapToObj(i -> "WHEN " + i + " THEN " + i * 2)
                                        .collect(joining(" "))
                                + " END) FROM nation",
                        "[[600]]"),
                Arguments.of(
                        "5,000 rows of VALUES",
                        "SELECT count(*), sum(a) FROM (VALUES " + list(5_000, i -> "(" + i + ", 'v" + i + "')")
                                + ") t(a, b)",
                        "[[5000, 12497500]]"),
                Arguments.of("a statement of a megabyte", "SELECT length('" + "x".repeat(900_000) + "')", "[[900000]]"),
                Arguments.of(
                        "100 nested subqueries",
                        "SELECT * FROM (".repeat(100) + "SELECT regionkey FROM region WHERE regionkey = 3"
                                + ")".repeat(100),
                        "[[3]]"),
                Arguments.of(
                        "100 WITH queries, each naming the one before",
                        "WITH q0 AS (SELECT regionkey AS k FROM region)"
                                + IntStream.range(1, 100)
                                        .mapToObj(i -> ", q" + i + " AS (SELECT k + 1 AS k FROM q" + (i - 1) + ")")
                                        .collect(joining())
                                + " SELECT max(k) FROM q99",
                        "[[103]]"),
                Arguments.of(
                        "a join of 30 tables",
                        "SELECT count(*) FROM region r0 "
                                + IntStream.range(1, 30)
                                        .mapToObj(i -> "JOIN region r" + i + " ON r" + i + ".regionkey = r" + (i - 1)
                                                + ".regionkey")
                                        .collect(joining(" ")),
                        "[[5]]"));
    }

    private static String list(int length, IntFunction<String> element) {
        return IntStream.range(0, length).mapToObj(element).collect(joining(", "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void isPlannedSoonAndRuns(String what, String sql, String rows) throws InterruptedException {
        DeepThread.run(() -> assertThat(planningTime(sql)).as(what).isLessThan(LIMIT));
        DeepThread.run(() -> assertThat(engine.execute(sql, new LocalSession()))
                .satisfies(answer -> assertThat(answer.error()).as(what).isNull())
                .satisfies(answer -> assertThat(answer.rows().toString()).isEqualTo(rows)));
    }

    /** What the planning costs, however busy the machine is. */
    private Duration planningTime(String sql) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        plan(sql);
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }

    private void plan(String sql) {
        LocalSession session = new LocalSession();
        StatementPlan plan = new StatementPlanner(catalogs, FunctionRegistry.standard()).plan(sql, session.view());
        for (int workers : List.of(1, 3)) {
            new QueryPlanner(catalogs)
                    .plan(((StatementPlan.Query) plan).root(), session.view(), new ClusterShape(workers));
        }
    }

    @Test
    void whatIsTooDeepForTheKernelFailsAsTooLarge() throws InterruptedException {
        String deep = "SELECT " + "abs(".repeat(2_000) + "nationkey" + ")".repeat(2_000) + " FROM nation";

        DeepThread.run(() -> assertThat(new StatementClient(engine).failure(deep))
                .isEqualTo("STACK_OVERFLOW: statement is too large (stack overflow during analysis)"));
    }

    @Test
    void cubesOfManyColumnsAreRefusedBeforeTheyAreWrittenOut() {
        String columns = list(40, i -> "c" + i);
        String cube =
                "SELECT count(*) FROM (SELECT " + list(40, i -> i + " AS c" + i) + ") GROUP BY CUBE (" + columns + ")";

        assertThat(new StatementClient(engine).failure(cube))
                .endsWith("GROUP BY has more than 2147483647 grouping sets but can contain at most 2048");
        assertThat(new StatementClient(engine).failure(cube.replace(columns, list(12, i -> "c" + i))))
                .endsWith("GROUP BY has 4096 grouping sets but can contain at most 2048");
    }
}
