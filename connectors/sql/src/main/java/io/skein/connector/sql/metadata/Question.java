package io.skein.connector.sql.metadata;

import java.util.List;

/** A question to a database's own catalog, and the values of its parameters. */
public record Question(String sql, List<Object> values) {
    public Question {
        values = List.copyOf(values);
    }
}
