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
        append(text, " WHERE ", query.where(), " AND ");
        append(text, " GROUP BY ", query.groupBy(), ", ");
        append(text, " ORDER BY ", query.orderBy(), ", ");
        query.limit().ifPresent(rows -> text.append(dialect.limit(rows)));
        return text.toString();
    }

    private static void append(StringBuilder text, String keyword, List<String> parts, String separator) {
        if (!parts.isEmpty()) {
            text.append(keyword).append(String.join(separator, parts));
        }
    }
}
