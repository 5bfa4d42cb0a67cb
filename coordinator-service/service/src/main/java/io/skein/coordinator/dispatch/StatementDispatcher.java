package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.Session;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The dispatcher: admission, time limits, history; what a statement does is {@link StatementRunner}'s. */
final class StatementDispatcher implements Dispatcher {
    private final QueryIds ids;
    private final QueryLimits limits;
    private final Admission admission;
    private final QueryRegistry registry;
    private final BiFunction<Session, String, Description> describer;
    private final Consumer<StatementQuery> runner;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param registry where its queries are found
     * @param threads where a query may block for as long as it runs
     */
    StatementDispatcher(
            QueryIds ids,
            QueryLimits limits,
            QueryRegistry registry,
            BiFunction<Session, String, Description> describer,
            Consumer<StatementQuery> runner,
            Executor threads,
            ScheduledExecutorService timer) {
        this.ids = ids;
        this.limits = limits;
        this.admission = new Admission(limits.maximumRunning(), limits.maximumQueued());
        this.registry = registry;
        this.describer = describer;
        this.runner = runner;
        this.threads = threads;
        this.timer = timer;
    }

    @Override
    public Query submit(Session session, String sql) {
        StatementQuery query = new StatementQuery(ids.next(), session, sql, clock, limits.resultBufferBytes());
        registry.add(query);
        try {
            checkLength(sql);
            TimeLimits time = TimeLimits.of(session.properties(), limits.time());
            failAfter(query, time.run(), time::runExceeded);
            Runnable start = () -> start(query, time);
            query.machine().ended().thenRun(() -> admission.withdraw(start));
            admission.enter(start);
        } catch (RuntimeException refused) {
            query.fail(ErrorCodec.normalize(refused));
        }
        return query;
    }

    @Override
    public Description describe(Session session, String sql) {
        checkLength(sql);
        return describer.apply(session, sql);
    }

    private void checkLength(String sql) {
        if (sql.length() > limits.maximumLength()) {
            throw new SkeinException(
                    StandardErrorCode.QUERY_TEXT_TOO_LARGE,
                    "Query text length (%d) exceeds the maximum length (%d)"
                            .formatted(sql.length(), limits.maximumLength()));
        }
    }

    @Override
    public Optional<Query> find(QueryId id) {
        return registry.find(id).map(query -> query);
    }

    @Override
    public List<QueryInfo> queries() {
        return registry.all().stream().map(StatementQuery::info).toList();
    }

    int runningCount() {
        return admission.runningCount();
    }

    int queuedCount() {
        return admission.queuedCount();
    }

    /** Ends queries whose client is gone, forgets old ones; to be called every second or so. */
    void sweep() {
        Instant now = clock.instant();
        Instant limit = now.minus(limits.clientTimeout());
        for (StatementQuery query : registry.running()) {
            if (query.lastSeen().isBefore(limit)) {
                query.fail(new SkeinException(
                        StandardErrorCode.ABANDONED_QUERY,
                        ("Query %s was abandoned by the client, as it may have exited or stopped checking for query results. "
                                        + "Query results have not been accessed since %s: currentTime %s")
                                .formatted(query.id(), query.lastSeen(), now)));
            }
        }
        registry.expire(now);
    }

    /** Ends all queries, at shutdown. */
    void stop() {
        registry.running()
                .forEach(query -> query.fail(
                        new SkeinException(StandardErrorCode.SERVER_SHUTTING_DOWN, "The server is shutting down")));
    }

    private void start(StatementQuery query, TimeLimits time) {
        if (!query.machine().admitted()) {
            admission.leave();
            return;
        }
        query.machine().ended().thenRun(admission::leave);
        failAfter(query, time.execution(), time::executionExceeded);
        threads.execute(() -> runner.accept(query));
    }

    private void failAfter(StatementQuery query, Duration limit, Supplier<SkeinException> failure) {
        Future<?> pending = timer.schedule(() -> query.fail(failure.get()), limit.toMillis(), TimeUnit.MILLISECONDS);
        query.machine().ended().thenRun(() -> pending.cancel(false));
    }
}
