package io.skein.connector.sql.client;

import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of one query. One read can be under way while the rows of the one before are worked on. */
public final class RemoteCursor {
    private final RemoteSession session;
    private final PreparedStatement statement;
    private final Cursor cursor;
    private @Nullable Future<RowSet<Row>> read;
    private int asked;
    private int taken;

    RemoteCursor(RemoteSession session, PreparedStatement statement) {
        this.session = session;
        this.statement = statement;
        this.cursor = statement.cursor();
    }

    /** Asks for the next rows. */
    public void ask(int rows) {
        asked = rows;
        read = session.ask(() -> cursor.read(rows));
    }

    /** What was asked for; fewer rows only at the end. */
    public RowSet<Row> take() {
        RowSet<Row> rows = session.await(Objects.requireNonNull(read));
        read = null;
        taken = rows.size();
        return rows;
    }

    /** Whether there may be more than has been taken. */
    public boolean hasMore() {
        return taken == asked && cursor.hasMore();
    }

    /** Tells the server to forget the query. */
    public void close() {
        cursor.close();
        statement.close();
    }
}
