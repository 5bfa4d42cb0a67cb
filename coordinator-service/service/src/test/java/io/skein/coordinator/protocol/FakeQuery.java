package io.skein.coordinator.protocol;

import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.dispatch.QueryInfo.State;
import io.skein.coordinator.dispatch.QueryStatistics;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.session.Session;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A query whose rows and end a test decides. */
public final class FakeQuery implements Query {
    private final QueryId id;
    private final Session session;
    private final String sql;
    private final BlockingQueue<VectorSchemaRoot> batches = new LinkedBlockingQueue<>();
    private final CompletableFuture<List<OutputColumn>> columns = new CompletableFuture<>();
    private final CompletableFuture<State> end = new CompletableFuture<>();
    private volatile Optional<SkeinException> failure = Optional.empty();
    private volatile FakeAnswer answer = FakeAnswer.NOTHING;
    private volatile boolean complete;

    FakeQuery(QueryId id, Session session, String sql) {
        this.id = id;
        this.session = session;
        this.sql = sql;
    }

    public void plan(List<OutputColumn> planned) {
        columns.complete(planned);
    }

    public void add(VectorSchemaRoot batch) {
        batches.add(batch);
    }

    public void finish(FakeAnswer known) {
        answer = known;
        complete = true;
        if (batches.isEmpty()) {
            end.complete(State.FINISHED);
        }
    }

    @Override
    public void fail(SkeinException error) {
        if (!end.isDone()) {
            failure = Optional.of(error);
            end.complete(State.FAILED);
            columns.completeExceptionally(error);
            batches.forEach(VectorSchemaRoot::close);
            batches.clear();
        }
    }

    public Session session() {
        return session;
    }

    @Override
    public QueryId id() {
        return id;
    }

    @Override
    public QueryInfo info() {
        State state = end.getNow(columns.isDone() ? State.RUNNING : State.PLANNING);
        QueryStatistics statistics = new QueryStatistics(
                Duration.ZERO,
                Duration.ofMillis(5),
                Duration.ZERO,
                1,
                4,
                0,
                1,
                3,
                100,
                2000,
                0,
                0,
                List.of(),
                List.of());
        return new QueryInfo(
                id,
                session,
                sql,
                state,
                Instant.EPOCH,
                state.ended() ? Optional.of(Instant.EPOCH) : Optional.empty(),
                failure,
                answer.updateType(),
                answer.updateCount(),
                answer.changes(),
                statistics);
    }

    @Override
    public CompletableFuture<List<OutputColumn>> columns() {
        return columns;
    }

    @Override
    public Optional<VectorSchemaRoot> next(Duration maximumWait) {
        try {
            VectorSchemaRoot batch = batches.poll(complete ? 0 : maximumWait.toNanos(), TimeUnit.NANOSECONDS);
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (exhausted()) {
                end.complete(State.FINISHED);
            }
            return Optional.ofNullable(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public boolean exhausted() {
        return complete && batches.isEmpty();
    }

    @Override
    public boolean awaitEnd(Duration maximumWait) {
        try {
            end.get(maximumWait.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void cancel() {
        fail(new SkeinException(StandardErrorCode.USER_CANCELED, "Query was canceled"));
    }

    @Override
    public void touch() {}
}
