package io.skein.connector.sql.query;

import io.skein.spi.type.Type;

/**
 * A column of a remote query.
 *
 * @param name by which the query's user knows it
 * @param expression its value as the database's SQL: a quoted identifier for a table's own column
 * @param remoteType the type that the database gives it, as its SQL names it
 * @param type what values become
 */
public record RemoteColumn(String name, String expression, String remoteType, Type type, Comparison comparison) {
    /** The same column, had in another way. */
    public RemoteColumn withExpression(String other) {
        return new RemoteColumn(name, other, remoteType, type, comparison);
    }

    /** The same values under another name. */
    public RemoteColumn withName(String other) {
        return new RemoteColumn(other, expression, remoteType, type, comparison);
    }
}
