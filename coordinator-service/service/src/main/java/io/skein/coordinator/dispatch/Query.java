package io.skein.coordinator.dispatch;

import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A query as a door sees it. Thread-safe, but one reader of results at a time. */
public interface Query {
    QueryId id();

    /** A snapshot: state, progress, session changes, the error if it failed. */
    QueryInfo info();

    /** The result's columns once planned, or the {@link SkeinException}. Statements without rows (SET SESSION) have none. */
    CompletableFuture<List<OutputColumn>> columns();

    /**
     * The next batch in the Arrow form of the columns' types; the caller owns and closes it. Empty when {@code maximumWait} passed or there are no more:
     * {@link #exhausted()} tells. Counts as a sign of life of the client.
     *
     * @throws SkeinException when the query failed
     */
    Optional<VectorSchemaRoot> next(Duration maximumWait);

    /** Whether every row has been handed out (true for statements without rows once they are done). */
    boolean exhausted();

    /** Waits until the query has ended, or the time has passed. */
    boolean awaitEnd(Duration maximumWait);

    /** Ends it with USER_CANCELED, unless it has ended; frees everything on every worker. */
    void cancel();

    /** Ends it with this error, unless it has ended: its rows cannot be handed to the client. Frees everything on every worker. */
    void fail(SkeinException failure);

    /** A sign of life of the client; a query without one for {@code query.client.timeout} is ended with ABANDONED_QUERY. */
    void touch();
}
