package io.skein.connector.sql.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;

/** One kind of database's Vert.x client. */
public interface RemoteClient {
    Pool pool(Vertx vertx, PoolOptions options);

    /** A connection of the pool, ready for statements. */
    default Future<SqlConnection> connect(Pool pool) {
        return pool.getConnection();
    }

    /** Tells the server to stop what the connection waits for; done when it has been told, which may be before it stops. */
    Future<Void> cancel(SqlConnection connection);

    /** Whether a statement failed because it was told to stop. */
    boolean canceled(Throwable failure);

    /** Ends when a cancel that was told while nothing ran any more has come, or will come no more. */
    Future<?> outlastCancel(SqlConnection connection);
}
