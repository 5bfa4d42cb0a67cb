package io.skein.connector.sql.query;

import io.skein.spi.type.Type;
import java.util.Optional;

/** How a database writes what we ask of it, and what its client's values mean. */
public interface SqlDialect {
    /** The identifier, whatever it holds, as one token. */
    String quoted(String identifier);

    /**
     * A value as a literal that compares with columns of its type as it does here.
     *
     * @param value in the Java form of {@link io.skein.spi.connector.Domain}
     * @return empty for a value that the database cannot hold or that would compare otherwise
     */
    Optional<String> literal(Type type, Object value);

    /** The column in a select list: an expression whose values the client gives exactly. */
    String output(RemoteColumn column);

    /**
     * What the client gave for {@link #output}, in the form that {@link io.skein.connector.sql.value.VectorWriter} takes.
     *
     * @throws IllegalArgumentException for a value that the column's type cannot hold, with a message that says so
     */
    Object value(RemoteColumn column, Object given);

    /** A value of a column that compares as {@link Comparison#COLLATED} in a form that {@code <} orders by code points. */
    default String ordered(String expression) {
        return expression;
    }

    /** One term of ORDER BY. */
    default String order(String expression, boolean ascending, boolean nullsFirst) {
        return expression + (ascending ? " ASC" : " DESC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    /** What ends a query that gives at most so many rows. */
    default String limit(long count) {
        return " LIMIT " + count;
    }

    /** The table's name with its schema's. */
    default String name(RemoteTable table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }
}
