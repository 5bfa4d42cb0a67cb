package io.skein.connector.mariadb;

import io.skein.connector.sql.client.RemoteClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Vert.x's client for MariaDB and MySQL. */
final class MariaDbClient implements RemoteClient {
    /**
     * Once for each connection: times in UTC, literals as we write them, values that do not fit refused, no more than a minute of waiting for a table that others hold, and the number by which another connection stops this
     * one's statements.
     */
    private static final String SET_UP =
            "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
                    + " lock_wait_timeout = 60;"
                    + " SELECT CAST(CONNECTION_ID() AS SIGNED)";

    private static final int QUERY_INTERRUPTED = 1317;

    private final MySQLConnectOptions options;
    /** Each connection has metadata of its own, which all users of the connection get; its equality is identity. */
    private final Map<DatabaseMetadata, Long> numbers = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile @Nullable Vertx vertx;

    MariaDbClient(MySQLConnectOptions options) {
        this.options = options;
    }

    @Override
    public Pool pool(Vertx vertx, PoolOptions pool) {
        this.vertx = vertx;
        return MySQLBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
    }

    @Override
    public Future<SqlConnection> connect(Pool pool) {
        return pool.getConnection().compose(this::setUp);
    }

    private Future<SqlConnection> setUp(SqlConnection connection) {
        DatabaseMetadata metadata = connection.databaseMetadata();
        if (numbers.containsKey(metadata)) {
            return Future.succeededFuture(connection);
        }
        return connection
                .query(SET_UP)
                .execute()
                .map(rows -> {
                    numbers.put(metadata, rows.next().iterator().next().getLong(0));
                    return connection;
                })
                .onFailure(_ -> connection.close());
    }

    @Override
    public Future<Void> cancel(SqlConnection connection) {
        Long number = Objects.requireNonNull(numbers.get(connection.databaseMetadata()));
        return MySQLConnection.connect(Objects.requireNonNull(vertx), options)
                .compose(other -> other.query("KILL QUERY " + number).execute().eventually(() -> other.close()))
                .mapEmpty();
    }

    @Override
    public boolean canceled(Throwable failure) {
        return failure instanceof DatabaseException refused && refused.getErrorCode() == QUERY_INTERRUPTED;
    }

    /** The server may take a cancel that comes while nothing runs for the next statement. */
    @Override
    public Future<?> outlastCancel(SqlConnection connection) {
        return connection.query("DO 0").execute();
    }
}
