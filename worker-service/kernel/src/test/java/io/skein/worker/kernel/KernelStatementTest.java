package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.PageSource;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.KernelSettings.JoinOrder;
import io.skein.worker.kernel.KernelSettings.Profiling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelStatementTest {
    private static final String ENDLESS = "SELECT count(*) FROM range(1000000000000) AS t(x) WHERE hash(x) % 7 = 9";

    @TempDir
    Path directory;

    @Test
    void streamsAResultThatFitsNowhere() {
        try (KernelFixture fixture = new KernelFixture(directory, 200_000_000, KernelSettings.DEFAULT);
                KernelStatement statement = fixture.kernel.statement()) {
            PageSource rows = statement.query(
                    "SELECT range AS a, 'x' || range AS b FROM range(1000000000000)", fixture.allocator);
            long seen = 0;
            while (seen < 1_000_000 && rows.next()) {
                assertThat(rows.root().getRowCount()).isBetween(1, 65_536);
                seen += rows.root().getRowCount();
            }
            assertThat(seen).isGreaterThanOrEqualTo(1_000_000);
        }
    }

    @Test
    void readsStreamsFromJava() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            NumberSource source = new NumberSource(fixture.allocator, 1_000_000, () -> {});
            try (KernelStatement statement = fixture.kernel.statement()) {
                statement.input("numbers", List.of("n"), source, fixture.allocator);
                assertThat(KernelFixture.rows(statement.query(
                                "SELECT count(*), sum(n)::BIGINT, max(n) FROM numbers", fixture.allocator)))
                        .containsExactly(List.of("1000000", "499999500000", "999999"));
            }
            assertThat(source.closed).isTrue();
        }
    }

    @Test
    void windowsReadAStreamOnce() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            statement.input(
                    "numbers", List.of("n"), new NumberSource(fixture.allocator, 4, () -> {}), fixture.allocator);
            assertThat(KernelFixture.rows(statement.query(
                            "SELECT DISTINCT count(*) OVER (PARTITION BY n % 2) FROM numbers", fixture.allocator)))
                    .containsExactly(List.of("2"));
        }
    }

    @Test
    void namesTheColumnsOfAStream() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            statement.input(
                    "numbers", List.of("n\"_7"), new NumberSource(fixture.allocator, 3, () -> {}), fixture.allocator);
            assertThat(KernelFixture.rows(statement.query("SELECT \"n\"\"_7\" FROM numbers", fixture.allocator)))
                    .containsExactly(List.of("0"), List.of("1"), List.of("2"));
        }
    }

    @Test
    void countsRowsOfAStreamWithoutColumns() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            statement.input(
                    "numbers",
                    List.of(),
                    new NumberSource(fixture.allocator, 2500, () -> {}).withoutColumns(),
                    fixture.allocator);
            assertThat(KernelFixture.rows(statement.query("SELECT count(*) FROM numbers", fixture.allocator)))
                    .containsExactly(List.of("2500"));
        }
    }

    @Test
    void closesStreamsThatNobodyRead() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            NumberSource source = new NumberSource(fixture.allocator, 10, () -> {});
            try (KernelStatement statement = fixture.kernel.statement()) {
                statement.input("numbers", List.of("n"), source, fixture.allocator);
                assertThat(KernelFixture.rows(statement.query("SELECT 1 AS one", fixture.allocator)))
                        .containsExactly(List.of("1"));
            }
            assertThat(source.closed).isTrue();
        }
    }

    @Test
    void keepsAnErrorThatASourceThrew() {
        SkeinException error = new SkeinException(StandardErrorCode.GENERIC_EXTERNAL, "The other side hung up");
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            statement.input(
                    "numbers",
                    List.of("n"),
                    new NumberSource(fixture.allocator, 10_000, () -> {
                        throw error;
                    }),
                    fixture.allocator);
            assertThatThrownBy(
                            () -> KernelFixture.rows(statement.query("SELECT sum(n) FROM numbers", fixture.allocator)))
                    .isSameAs(error);
        }
    }

    @Test
    void cancelsWhileExecuting() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            CompletableFuture<Object> run = CompletableFuture.supplyAsync(
                    () -> KernelFixture.rows(statement.query(ENDLESS, fixture.allocator)));
            Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            statement.cancel();
            assertThat(run)
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .havingCause()
                    .withMessage("Query was canceled");
        }
    }

    /** Each start tries all rows after it, which no search for patterns ends soon. */
    @Test
    void cancelsASearchForRowPatterns() {
        String program =
                "{\"labels\":[\"A\",\"B\"],\"pattern\":[\"concatenate\",[\"repeat\",[\"label\",0],0,null,true],[\"label\",1]],"
                        + "\"columns\":[],\"conditions\":[null,[\"literal\",\"boolean\",\"false\"]],\"aggregates\":[],\"skip\":[\"NEXT\"],"
                        + "\"rows\":\"ONE\",\"every\":false,\"frame\":null,\"told\":[]}";
        String search = "SELECT skein_match_rows('" + program
                + "', x + 1000000, '[]', CAST(current_connection_id() AS BIGINT)) FROM range(2) AS t(x)";
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            CompletableFuture<Object> run =
                    CompletableFuture.supplyAsync(() -> KernelFixture.rows(statement.query(search, fixture.allocator)));
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            assertThat(run).isNotDone();
            statement.cancel();
            assertThat(run)
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .havingCause()
                    .withMessage("Query was canceled");
        }
    }

    @Test
    void cancelsWhileStreaming() {
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            PageSource rows = statement.query("SELECT * FROM range(1000000000000)", fixture.allocator);
            assertThat(rows.next()).isTrue();
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                while (rows.next()) {
                    rows.root().clear();
                }
            });
            Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            statement.cancel();
            assertThat(run)
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .havingCause()
                    .withMessage("Query was canceled");
        }
    }

    @Test
    void showsProgressOfAScan() {
        Path file = directory.resolve("numbers.parquet");
        try (KernelFixture fixture = new KernelFixture(directory);
                KernelStatement statement = fixture.kernel.statement()) {
            fixture.copy("SELECT range AS a FROM range(1000000)", file);
            String slow =
                    "SELECT max(list_sum(list_transform(range(200), lambda x: hash(x + a) % 7))) FROM read_parquet('"
                            + file + "')";
            CompletableFuture<Object> run =
                    CompletableFuture.supplyAsync(() -> KernelFixture.rows(statement.query(slow, fixture.allocator)));
            Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> statement.progress() > 0);
            assertThat(statement.progress()).isLessThan(1);
            statement.cancel();
            assertThat(run).failsWithin(Duration.ofSeconds(1));
        }
    }

    @Test
    void listsWhatOperatorsDid() {
        KernelSettings settings = new KernelSettings(0, JoinOrder.OPTIMIZED, Profiling.OPERATORS);
        try (KernelFixture fixture = new KernelFixture(directory, 1L << 30, settings);
                KernelStatement statement = fixture.kernel.statement()) {
            KernelFixture.rows(statement.query(
                    "SELECT x % 10 AS g, count(*) FROM range(100000) AS t(x) GROUP BY 1", fixture.allocator));
            List<Operator> operators = statement.operators();
            assertThat(operators)
                    .extracting(Operator::name)
                    .startsWith("HASH_GROUP_BY")
                    .endsWith("RANGE");
            assertThat(operators.getFirst().rows()).isEqualTo(10);
            assertThat(operators.getLast().rows()).isEqualTo(100_000);
            assertThat(operators.getLast().depth()).isEqualTo(operators.size() - 1);
        }
    }

    @Test
    void leavesJoinsAsWrittenWhenAsked() {
        KernelSettings settings = new KernelSettings(0, JoinOrder.AS_WRITTEN, Profiling.OPERATORS);
        try (KernelFixture fixture = new KernelFixture(directory, 1L << 30, settings);
                KernelStatement statement = fixture.kernel.statement()) {
            KernelFixture.rows(statement.query(
                    "SELECT count(*) FROM range(3) AS a(x) JOIN range(100000) AS b(y) ON a.x = b.y",
                    fixture.allocator));
            assertThat(statement.operators().stream()
                            .filter(operator -> operator.name().equals("RANGE")))
                    .extracting(Operator::rows)
                    .containsExactly(3L, 100_000L);
        }
    }

    @Test
    void understandsWindowsLambdasAndZones() {
        try (KernelFixture fixture = new KernelFixture(directory)) {
            assertThat(
                            fixture.rows(
                                    "SELECT list_transform([1, 2], lambda x: x + 1)::VARCHAR, sum(y) OVER (ORDER BY y)::BIGINT,"
                                            + " timezone('Europe/Paris', TIMESTAMP '2024-07-01 02:00:00')::VARCHAR FROM (VALUES (1), (2)) AS t(y)"))
                    .containsExactly(
                            List.of("[2, 3]", "1", "2024-07-01 00:00:00+00"),
                            List.of("[2, 3]", "3", "2024-07-01 00:00:00+00"));
        }
    }
}
