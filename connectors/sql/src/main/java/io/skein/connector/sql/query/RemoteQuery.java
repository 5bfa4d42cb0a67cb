package io.skein.connector.sql.query;

import io.skein.connector.sql.query.RemoteRelation.Derived;
import io.skein.spi.connector.ColumnHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A SELECT for a remote database: what a table handle and a split hold. All texts are in the database's own SQL, with values quoted by its
 * {@link SqlDialect}.
 *
 * @param columns what can be read; a scan names some of them
 * @param where conditions that all must hold
 * @param groupBy what is grouped by: an empty list makes all rows one group
 * @param orderBy terms, which only decide what the limit keeps
 */
public record RemoteQuery(
        RemoteRelation from,
        List<RemoteColumn> columns,
        List<String> where,
        Optional<List<String>> groupBy,
        List<String> orderBy,
        OptionalLong limit) {
    /** Longer names are shortened by some databases. */
    private static final int MOST_NAME = 60;

    public RemoteQuery {
        columns = List.copyOf(columns);
        where = List.copyOf(where);
        groupBy = groupBy.map(List::copyOf);
        orderBy = List.copyOf(orderBy);
    }

    /** All rows of a relation. */
    public static RemoteQuery of(RemoteRelation from, List<RemoteColumn> columns) {
        return new RemoteQuery(from, columns, List.of(), Optional.empty(), List.of(), OptionalLong.empty());
    }

    /** The table that it is of; rows of a table's handle that has taken no work are always of one. */
    public RemoteTable table() {
        return plainTable().orElseThrow(() -> new IllegalStateException("no rows of a table: " + this));
    }

    /** The table, where its rows are the table's own, each at most once. */
    public Optional<RemoteTable> plainTable() {
        return from instanceof RemoteTable table && open() ? Optional.of(table) : Optional.empty();
    }

    /** Whether conditions can be added to it as they are. */
    private boolean open() {
        return groupBy.isEmpty() && limit.isEmpty();
    }

    /** The same rows as a query that conditions, groups and an order can be added to. */
    public RemoteQuery opened(SqlDialect dialect) {
        return open() ? this : nested(dialect);
    }

    /** The same rows as a query around this one, with the same columns in their order. */
    RemoteQuery nested(SqlDialect dialect) {
        List<String> names = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).name().length() > MOST_NAME
                        ? "c" + i
                        : columns.get(i).name())
                .toList();
        String alias = dialect.quoted("q");
        List<RemoteColumn> outer = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            outer.add(columns.get(i).withExpression(alias + "." + dialect.quoted(names.get(i))));
        }
        return of(new Derived("(" + SelectText.named(this, columns, names, dialect) + ") AS " + alias), outer);
    }

    /** The rows of this one's that the conditions hold for; it must be {@link #opened}. */
    public RemoteQuery filtered(List<String> conditions) {
        return new RemoteQuery(
                from,
                columns,
                Stream.concat(where.stream(), conditions.stream()).toList(),
                groupBy,
                orderBy,
                limit);
    }

    /** With these columns instead. */
    public RemoteQuery withColumns(List<RemoteColumn> others) {
        return new RemoteQuery(from, others, where, groupBy, orderBy, limit);
    }

    /** One row for each group; it must be {@link #opened}. */
    public RemoteQuery grouped(List<String> keys, List<RemoteColumn> results) {
        return new RemoteQuery(from, results, where, Optional.of(keys), orderBy, limit);
    }

    /** At most so many rows of it. */
    public RemoteQuery limited(long count) {
        return new RemoteQuery(
                from, columns, where, groupBy, orderBy, OptionalLong.of(Math.min(count, limit.orElse(count))));
    }

    /** The first rows by these terms; it must be {@link #opened}. */
    public RemoteQuery first(long count, List<String> terms) {
        return new RemoteQuery(from, columns, where, groupBy, terms, OptionalLong.of(count));
    }

    public Optional<RemoteColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The columns by their handles. */
    public List<RemoteColumn> columns(List<ColumnHandle> handles) {
        return handles.stream()
                .map(handle -> column(handle.name())
                        .orElseThrow(() -> new IllegalArgumentException("no column " + handle.name() + " in " + from)))
                .toList();
    }
}
