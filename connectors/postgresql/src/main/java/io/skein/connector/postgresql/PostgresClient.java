package io.skein.connector.postgresql;

import io.skein.connector.sql.client.RemoteClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;

/** Vert.x's client for PostgreSQL. */
record PostgresClient(PgConnectOptions options) implements RemoteClient {
    private static final String QUERY_CANCELED = "57014";

    @Override
    public Pool pool(Vertx vertx, PoolOptions pool) {
        return PgBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
    }

    @Override
    public Future<Void> cancel(SqlConnection connection) {
        return PgConnection.cast(connection).cancelRequest();
    }

    @Override
    public boolean canceled(Throwable failure) {
        return failure instanceof DatabaseException refused && QUERY_CANCELED.equals(refused.getSqlState());
    }

    /** The server takes a cancel for whatever runs when it arrives. */
    @Override
    public Future<?> outlastCancel(SqlConnection connection) {
        return connection.query("SELECT pg_catalog.pg_sleep(1)").execute();
    }
}
