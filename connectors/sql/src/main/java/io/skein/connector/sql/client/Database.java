package io.skein.connector.sql.client;

import io.skein.spi.error.SkeinException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A catalog's database: connections on demand, with an event loop of its own. Nothing connects before it is asked. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int MOST_EVENT_LOOPS = 4;
    /** All that the pool says when nobody gave a connection back in time. */
    private static final String POOL_TIMEOUT = "Timeout";

    private final RemoteClient client;
    private final PoolSettings settings;
    private final RemoteFailures failures;
    private final Vertx vertx;
    private final Pool pool;

    public Database(RemoteClient client, PoolSettings settings, RemoteFailures failures) {
        this.client = client;
        this.settings = settings;
        this.failures = failures;
        this.vertx = eventLoops();
        this.pool = client.pool(
                vertx,
                new PoolOptions()
                        .setMaxSize(settings.maximum())
                        .setConnectionTimeout((int) settings.waiting().toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) settings.idle().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    }

    /** On a thread of its own: a service's thread may belong to the service's own Vert.x, which would look like a mistake. */
    private static Vertx eventLoops() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(
                        Math.min(MOST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // Files from the class path would be copied to a cache directory.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        FutureTask<Vertx> creation = new FutureTask<>(() -> Vertx.vertx(options));
        Thread.ofPlatform().daemon().name("connections").start(creation);
        try {
            return creation.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The client did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        }
    }

    /** A connection, to be closed. One that fails to come fails at once: nothing is tried again. */
    public RemoteSession connect() {
        return connect(new Waiter());
    }

    /** The same for a thread whose waiting others may end. */
    public RemoteSession connect(Waiter waiter) {
        Future<SqlConnection> connection = client.connect(pool);
        try {
            // The pool's own limit comes first.
            return new RemoteSession(
                    waiter.await(connection, settings.waiting().multipliedBy(2)), client, failures, waiter);
        } catch (FailedAnswer failed) {
            connection.onSuccess(SqlConnection::close);
            throw failed.late() || POOL_TIMEOUT.equals(failed.reason())
                    ? failures.unavailable(
                            "no connection to " + failures.address() + " within "
                                    + settings.waiting().toSeconds() + " s; " + settings.sizes(),
                            failed)
                    : failures.of(failed, settings.waiting());
        } catch (RuntimeException canceled) {
            connection.onSuccess(SqlConnection::close);
            throw canceled;
        }
    }

    /** Uses a connection for the length of a call. */
    public <R> R use(Function<RemoteSession, R> work) {
        try (RemoteSession session = connect()) {
            return work.apply(session);
        }
    }

    public RemoteFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        Waiter.settle(pool.close(), CLOSING);
        Waiter.settle(vertx.close(), CLOSING);
    }
}
