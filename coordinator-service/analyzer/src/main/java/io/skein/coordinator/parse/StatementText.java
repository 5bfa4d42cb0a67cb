package io.skein.coordinator.parse;

import io.trino.sql.SqlFormatter;
import io.trino.sql.tree.Node;

/** The text of a syntax tree, as it is stored and shown; {@link StatementParser} reads it back. */
public final class StatementText {
    private StatementText() {}

    public static String of(Node node) {
        return Extensions.toExtended(SqlFormatter.formatSql(node));
    }
}
