package io.skein.coordinator.dispatch;

import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.ResultStream;
import io.skein.coordinator.session.Session;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** One statement from its arrival to its end. Holds no rows beyond its {@link ResultBuffer}. */
final class StatementQuery implements Query {
    private final QueryId id;
    private final Session session;
    private final String sql;
    private final String shownSql;
    private final Clock clock;
    private final QueryStateMachine machine;
    private final ResultBuffer results;
    private final CompletableFuture<List<OutputColumn>> columns = new CompletableFuture<>();
    private volatile StatementOutcome outcome = StatementOutcome.NONE;
    private volatile @Nullable Execution execution;
    private volatile @Nullable ResultStream stream;
    private @Nullable Thread worker;
    private volatile Instant lastSeen;

    StatementQuery(QueryId id, Session session, String sql, Clock clock, long resultBufferBytes) {
        this.id = id;
        this.session = session;
        this.sql = sql;
        this.shownSql = ShownStatement.of(sql);
        this.clock = clock;
        this.machine = new QueryStateMachine(clock);
        this.results = new ResultBuffer(resultBufferBytes);
        this.lastSeen = machine.created();
        machine.ended().thenAccept(this::release);
    }

    @Override
    public QueryId id() {
        return id;
    }

    Session session() {
        return session;
    }

    String sql() {
        return sql;
    }

    QueryStateMachine machine() {
        return machine;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    boolean isEnded() {
        return machine.state().name().ended();
    }

    @Override
    public QueryInfo info() {
        StatementOutcome now = outcome;
        Execution running = execution;
        return new QueryInfo(
                id,
                session,
                shownSql,
                machine.state().name(),
                machine.created(),
                machine.endedAt(),
                machine.failure(),
                now.updateType(),
                now.updateCount(),
                now.sessionChanges(),
                Progress.of(machine, Optional.ofNullable(running)));
    }

    /** Its tasks, once it has some. */
    List<Execution.RunningTask> tasks() {
        Execution running = execution;
        return running == null ? List.of() : running.tasks();
    }

    @Override
    public CompletableFuture<List<OutputColumn>> columns() {
        return columns.copy();
    }

    @Override
    public Optional<VectorSchemaRoot> next(Duration maximumWait) {
        touch();
        try {
            Optional<VectorSchemaRoot> batch = results.poll(maximumWait);
            Optional<SkeinException> failure = machine.failure();
            if (failure.isPresent()) {
                batch.ifPresent(VectorSchemaRoot::close);
                throw failure.get();
            }
            finishIfDrained();
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            touch();
        }
    }

    @Override
    public boolean exhausted() {
        return results.drained();
    }

    @Override
    public boolean awaitEnd(Duration maximumWait) {
        try {
            machine.ended().get(maximumWait.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isEnded();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of a query does not fail", e);
        }
    }

    @Override
    public void cancel() {
        fail(SkeinException.canceled());
    }

    @Override
    public void touch() {
        lastSeen = clock.instant();
    }

    @Override
    public void fail(SkeinException failure) {
        machine.failed(Located.of(failure));
    }

    /** The answer's columns are known; none for a statement without rows. */
    void planned(List<OutputColumn> answer, StatementOutcome known) {
        outcome = known;
        columns.complete(List.copyOf(answer));
    }

    void outcome(StatementOutcome known) {
        outcome = known;
    }

    /** This thread works for the query: it is interrupted when the query fails. Null once it must not be any more. */
    synchronized void workingOn(@Nullable Thread thread) {
        worker = thread;
        if (thread != null && isEnded()) {
            thread.interrupt();
        }
    }

    private synchronized void interruptWorker() {
        Thread working = worker;
        if (working != null) {
            working.interrupt();
        }
    }

    /** Takes over the execution: it ends with the query. */
    void attach(Execution started) {
        execution = started;
        started.failure().thenAccept(this::fail);
        if (isEnded()) {
            started.end();
        }
    }

    /** Takes note of the stream that feeds the results: reading it is canceled with the query. */
    void attach(ResultStream opened) {
        stream = opened;
        if (isEnded()) {
            opened.cancel();
        }
    }

    /** Adds a batch, which becomes the query's; waits while the client does not keep up. False when nobody wants it any more. */
    boolean emit(VectorSchemaRoot batch) throws InterruptedException {
        return results.put(batch);
    }

    /** All rows have been added. */
    void complete() {
        complete(CompletableFuture.completedFuture(null));
    }

    /** All rows have been added; the client is told so after the tasks' last word, so that it sees their final numbers. */
    void complete(CompletableFuture<?> lastWord) {
        machine.finishing();
        lastWord.whenComplete((word, late) -> {
            if (!isEnded()) {
                results.complete();
                finishIfDrained();
            }
        });
    }

    private void finishIfDrained() {
        if (results.drained()) {
            machine.finished();
        }
    }

    private void release(QueryState end) {
        if (end instanceof QueryState.Failed failed) {
            columns.completeExceptionally(failed.failure());
            results.close();
            ResultStream reading = stream;
            if (reading != null) {
                reading.cancel();
            }
            Execution running = execution;
            if (running != null) {
                running.end();
            }
            interruptWorker();
        }
    }
}
