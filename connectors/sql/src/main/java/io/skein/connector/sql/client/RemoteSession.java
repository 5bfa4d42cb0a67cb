package io.skein.connector.sql.client;

import io.skein.spi.error.SkeinException;
import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A connection for one thread, which waits for each answer. Closing gives it back to the pool as it was: a transaction that is open is rolled back, a
 * statement that runs is stopped.
 */
public final class RemoteSession implements AutoCloseable {
    /** Statements end when they end; the network's own time-outs watch over them. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private static final Duration ENDING = Duration.ofSeconds(10);
    /** How long a statement may still take to end by itself: most do. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final SqlConnection connection;
    private final RemoteClient client;
    private final RemoteFailures failures;
    private final Waiter waiter;
    private Future<?> last = Future.succeededFuture();
    private boolean inTransaction;
    private boolean closed;

    RemoteSession(SqlConnection connection, RemoteClient client, RemoteFailures failures, Waiter waiter) {
        this.connection = connection;
        this.client = client;
        this.failures = failures;
        this.waiter = waiter;
    }

    /** Runs statements as they are; several, separated by semicolons, are one transaction unless they say otherwise. */
    public RowSet<Row> run(String sql) {
        return answer(() -> connection.query(sql).execute());
    }

    /** Runs one statement with values for its parameters. */
    public RowSet<Row> run(String sql, Tuple values) {
        return answer(() -> connection.preparedQuery(sql).execute(values));
    }

    /** The same within a limit of time. */
    public RowSet<Row> run(String sql, Tuple values, Duration limit) {
        return answer(() -> connection.preparedQuery(sql).execute(values), limit);
    }

    /** Sends one statement, whose answer {@link #take} waits for before anything else is asked. */
    public Future<RowSet<Row>> send(String sql, Tuple values) {
        return ask(() -> connection.preparedQuery(sql).execute(values));
    }

    /** The answer to what was sent. */
    public RowSet<Row> take(Future<RowSet<Row>> answer) {
        return await(answer);
    }

    /** Begins a transaction by the statements; {@link #commit} ends it, or closing does. */
    public void begin(String sql) {
        inTransaction = true;
        run(sql);
    }

    /** Ends the transaction. A failure that the database did not report leaves open what happened: see {@link RemoteFailures#refused}. */
    public void commit() {
        run("COMMIT");
        inTransaction = false;
    }

    /** The rows of a query, a few at a time; within a transaction. */
    public RemoteCursor cursor(String sql) {
        PreparedStatement statement = answer(() -> connection.prepare(sql));
        return new RemoteCursor(this, statement);
    }

    private <T> T answer(Supplier<Future<T>> question) {
        return answer(question, UNLIMITED);
    }

    private <T> T answer(Supplier<Future<T>> question, Duration limit) {
        return await(ask(question), limit);
    }

    <T> Future<T> ask(Supplier<Future<T>> question) {
        Future<T> answer = question.get();
        last = answer;
        return answer;
    }

    <T> T await(Future<T> answer) {
        return await(answer, UNLIMITED);
    }

    private <T> T await(Future<T> answer, Duration limit) {
        try {
            return waiter.await(answer, limit);
        } catch (FailedAnswer failed) {
            throw failures.of(failed, limit);
        }
    }

    /** An error of this session's database. */
    public SkeinException failure(String reason) {
        return failures.unavailable(reason, null);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        Waiter.settle(last, GRACE);
        boolean late = !last.isComplete() && !stop();
        rollBack();
        if (late) {
            // It must not stop a statement of the connection's next user.
            Waiter.settle(client.outlastCancel(connection), ENDING);
            rollBack();
        }
        Waiter.settle(connection.close(), ENDING);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether what ran was stopped, and did not end by itself while that was asked for. */
    private boolean stop() {
        Waiter.settle(client.cancel(connection), ENDING);
        Waiter.settle(last, ENDING);
        return last.failed() && client.canceled(last.cause());
    }

    private void rollBack() {
        if (inTransaction) {
            Waiter.settle(connection.query("ROLLBACK").execute(), ENDING);
        }
    }
}
