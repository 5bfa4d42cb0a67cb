package io.skein.connector.sql.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of a remote query. */
public final class SelectText {
    private SelectText() {}

    /** With these of its columns, in this order, as values for the client; none gives rows all the same. */
    public static String of(RemoteQuery query, List<RemoteColumn> columns, SqlDialect dialect) {
        boolean asTheyAre =
                columns.stream().allMatch(column -> dialect.output(column).equals(column.expression()));
        if (!query.orderBy().isEmpty() && !asTheyAre) {
            // ORDER BY would take the name of a column for the value that the client gets of it.
            RemoteQuery nested = query.withColumns(columns).nested(dialect);
            return of(nested, nested.columns(), dialect);
        }
        return text(query, columns.stream().map(dialect::output).collect(Collectors.joining(", ")), dialect);
    }

    /** As a subquery whose columns have these names. */
    public static String named(RemoteQuery query, List<RemoteColumn> columns, List<String> names, SqlDialect dialect) {
        return text(
                query,
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).expression() + " AS " + dialect.quoted(names.get(i)))
                        .collect(Collectors.joining(", ")),
                dialect);
    }

    private static String text(RemoteQuery query, String columns, SqlDialect dialect) {
        boolean oneRow = query.groupBy().filter(List::isEmpty).isPresent();
        StringBuilder text =
                new StringBuilder("SELECT ").append(columns.isEmpty() ? oneRow ? "count(*)" : "1" : columns);
        text.append(" FROM ")
                .append(
                        switch (query.from()) {
                            case RemoteTable table -> dialect.name(table);
                            case RemoteRelation.Derived(String sql) -> sql;
                        });
        if (!query.where().isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", query.where()));
        }
        query.groupBy()
                .filter(keys -> !keys.isEmpty())
                .ifPresent(keys -> text.append(" GROUP BY ").append(String.join(", ", keys)));
        if (!query.orderBy().isEmpty()) {
            text.append(" ORDER BY ").append(String.join(", ", query.orderBy()));
        }
        query.limit().ifPresent(count -> text.append(dialect.limit(count)));
        return text.toString();
    }
}
