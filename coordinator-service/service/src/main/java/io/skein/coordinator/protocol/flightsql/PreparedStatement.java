package io.skein.coordinator.protocol.flightsql;

import java.util.List;

/** A prepared statement with what has been bound to it: one list of literals for each row of parameters. Thread-safe. */
final class PreparedStatement {
    private final String user;
    private final String sql;
    private volatile List<List<String>> parameters = List.of();
    private volatile long used = System.nanoTime();

    PreparedStatement(String user, String sql) {
        this.user = user;
        this.sql = sql;
    }

    boolean belongsTo(String asking) {
        return user.equals(asking);
    }

    String sql() {
        return sql;
    }

    List<List<String>> parameters() {
        return parameters;
    }

    void bind(List<List<String>> rows) {
        parameters = List.copyOf(rows);
    }

    void touch() {
        used = System.nanoTime();
    }

    boolean idleLongerThan(long nanos) {
        return System.nanoTime() - used > nanos;
    }
}
