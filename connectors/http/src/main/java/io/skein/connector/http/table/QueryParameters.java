package io.skein.connector.http.table;

import java.util.Optional;

/**
 * Parameters of the URL that conditions on a column become, by name.
 *
 * @param equal the column has this value
 * @param list how several values are sent under that name
 * @param atLeast the column is this or more
 * @param above the column is more than this
 * @param atMost the column is this or less
 * @param below the column is less than this
 */
public record QueryParameters(
        Optional<String> equal,
        Optional<ValueList> list,
        Optional<String> atLeast,
        Optional<String> above,
        Optional<String> atMost,
        Optional<String> below) {
    public static final QueryParameters NONE = new QueryParameters(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** How several values are sent. */
    public enum ValueList {
        /** {@code name=a&name=b}. */
        REPEATED,
        /** {@code name=a,b}. */
        COMMA
    }
}
