package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.testing.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementDispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BufferAllocator allocator = new RootAllocator();
    private final CoordinatorRows rows = new CoordinatorRows(allocator);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void nothingIsLeft() {
        timer.shutdownNow();
        threads.shutdownNow();
        await().untilAsserted(() -> assertThat(allocator.getAllocatedMemory()).isZero());
        allocator.close();
    }

    @Test
    void aQueryIsFinishedWhenItsRowsHaveBeenFetched() throws Exception {
        Query query = dispatcher(1, Duration.ofMinutes(5), this::answer).submit(Sessions.plain(), "SELECT 1");
        assertThat(query.columns().get()).containsExactly(new OutputColumn("a", Type.Simple.BIGINT));
        assertThat(fetch(query)).isEqualTo(7);
        assertThat(query.next(LONG)).isEmpty();
        assertThat(query.exhausted()).isTrue();
        assertThat(query.info().state()).isEqualTo(QueryInfo.State.FINISHED);
    }

    @Test
    void aFailureShowsInTheQuery() {
        StatementDispatcher dispatcher = dispatcher(
                1,
                Duration.ofMinutes(5),
                query -> query.fail(
                        new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table 'a.b.c' does not exist")));
        Query query = dispatcher.submit(Sessions.plain(), "SELECT * FROM a.b.c");
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertThatThrownBy(() -> query.next(LONG)).hasMessage("Table 'a.b.c' does not exist");
        assertThat(query.columns()).isCompletedExceptionally();
        assertThat(dispatcher.runningCount()).isZero();
    }

    @Test
    void cancelingEndsAQueryThatRuns() {
        Query query = dispatcher(1, Duration.ofMinutes(5), this::hang).submit(Sessions.plain(), "SELECT 1");
        query.cancel();
        assertThat(query.info().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(StandardErrorCode.USER_CANCELED.code());
            assertThat(failure).hasMessage("Query was canceled");
        });
    }

    @Test
    void aQueryInTheQueueStartsWhenTheOneBeforeItEnds() {
        StatementDispatcher dispatcher = dispatcher(1, Duration.ofMinutes(5), this::hang);
        Query first = dispatcher.submit(Sessions.plain(), "SELECT 1");
        Query second = dispatcher.submit(Sessions.plain(), "SELECT 2");
        assertThat(second.info().state()).isEqualTo(QueryInfo.State.QUEUED);
        first.cancel();
        await().until(() -> second.info().state() == QueryInfo.State.PLANNING);
        second.cancel();
        assertThat(dispatcher.runningCount()).isZero();
    }

    @Test
    void aQueryCanceledInTheQueueNeverStarts() {
        StatementDispatcher dispatcher = dispatcher(1, Duration.ofMinutes(5), this::hang);
        Query first = dispatcher.submit(Sessions.plain(), "SELECT 1");
        Query second = dispatcher.submit(Sessions.plain(), "SELECT 2");
        second.cancel();
        assertThat(dispatcher.queuedCount()).isZero();
        first.cancel();
        assertThat(dispatcher.runningCount()).isZero();
    }

    @Test
    void aFullQueueRefuses() {
        StatementDispatcher dispatcher = dispatcher(1, Duration.ofMinutes(5), this::hang);
        dispatcher.submit(Sessions.plain(), "SELECT 1");
        dispatcher.submit(Sessions.plain(), "SELECT 2");
        dispatcher.submit(Sessions.plain(), "SELECT 3");
        assertFailed(
                dispatcher.submit(Sessions.plain(), "SELECT 4"),
                StandardErrorCode.QUERY_QUEUE_FULL,
                "Too many queued queries for \"global\"");
        dispatcher.stop();
    }

    @Test
    void aLongTextIsRefused() {
        assertFailed(
                dispatcher(1, Duration.ofMinutes(5), this::answer).submit(Sessions.plain(), "x".repeat(101)),
                StandardErrorCode.QUERY_TEXT_TOO_LARGE,
                "Query text length (101) exceeds the maximum length (100)");
    }

    @Test
    void theSessionsRunTimeIsALimit() {
        Query query = dispatcher(1, Duration.ofMinutes(5), this::hang)
                .submit(Sessions.with(Map.of("query_max_run_time", "20ms")), "SELECT 1");
        assertThat(query.awaitEnd(LONG)).isTrue();
        assertFailed(
                query, StandardErrorCode.EXCEEDED_TIME_LIMIT, "Query exceeded the maximum run time limit of 20.00ms");
    }

    @Test
    void aQueryThatNobodyAsksAboutIsAbandoned() {
        StatementDispatcher dispatcher = dispatcher(1, Duration.ofMillis(20), this::answer);
        Query query = dispatcher.submit(Sessions.plain(), "SELECT 1");
        await().until(() -> {
            dispatcher.sweep();
            return query.info().state() == QueryInfo.State.FAILED;
        });
        assertThat(query.info().failure().orElseThrow().code()).isEqualTo(StandardErrorCode.ABANDONED_QUERY.code());
        assertThat(query.info().failure().orElseThrow().getMessage())
                .startsWith("Query " + query.id() + " was abandoned by the client");
    }

    @Test
    void onlyTheLastEndedQueriesAreRemembered() {
        StatementDispatcher dispatcher = dispatcher(1, Duration.ofMinutes(5), this::answer);
        for (int i = 0; i < 5; i++) {
            dispatcher.submit(Sessions.plain(), "SELECT " + i).cancel();
        }
        assertThat(dispatcher.queries().stream().map(QueryInfo::sql))
                .containsExactly("SELECT 4", "SELECT 3", "SELECT 2");
    }

    private static void assertFailed(Query query, StandardErrorCode code, String message) {
        Optional<SkeinException> failure = query.info().failure();
        assertThat(failure).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo(code.code());
            assertThat(found).hasMessage(message);
        });
    }

    private static long fetch(Query query) {
        try (VectorSchemaRoot batch = query.next(LONG).orElseThrow()) {
            return CoordinatorRows.sumOfFirstColumn(batch);
        }
    }

    private void answer(StatementQuery query) {
        query.planned(List.of(new OutputColumn("a", Type.Simple.BIGINT)), StatementOutcome.NONE);
        try {
            query.emit(rows.bigint("a", 7));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        query.complete();
    }

    private void hang(StatementQuery query) {
        query.workingOn(Thread.currentThread());
        try {
            never.await();
        } catch (InterruptedException e) {
            query.workingOn(null);
        }
    }

    private StatementDispatcher dispatcher(int running, Duration clientTimeout, Consumer<StatementQuery> runner) {
        QueryLimits limits = new QueryLimits(
                running,
                2,
                100,
                clientTimeout,
                new TimeLimits(Duration.ofDays(1), Duration.ofDays(1)),
                3,
                Duration.ofMinutes(15),
                1 << 20);
        return new StatementDispatcher(
                new QueryIds(Clock.systemUTC(), new Random(1)),
                limits,
                new QueryRegistry(limits.maximumHistory(), limits.historyLifetime()),
                (session, sql) -> new Description(List.of(), List.of()),
                runner,
                threads,
                timer);
    }
}
