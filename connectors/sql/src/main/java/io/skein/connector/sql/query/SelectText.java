package io.skein.connector.sql.query;

import java.util.List;

/** The text of a remote query. */
public final class SelectText {
    private SelectText() {}

    /** With these of its columns, in this order; none gives rows all the same. */
    public static String of(RemoteQuery query, List<RemoteColumn> columns, SqlDialect dialect) {
        StringBuilder text = new StringBuilder("SELECT ");
        text.append(
                columns.isEmpty()
                        ? "1"
                        : String.join(
                                ", ", columns.stream().map(dialect::output).toList()));
        text.append(" FROM ").append(dialect.name(query.from()));
        if (!query.where().isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", query.where()));
        }
        return text.toString();
    }
}
