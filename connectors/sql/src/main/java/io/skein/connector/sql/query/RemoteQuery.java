package io.skein.connector.sql.query;

import io.skein.spi.connector.ColumnHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A SELECT for a remote database: what a table handle and a split hold. All texts are in the database's own SQL, with values quoted by its
 * {@link SqlDialect}.
 *
 * @param columns what can be read; a scan names some of them
 * @param where conditions that all must hold
 */
public record RemoteQuery(RemoteTable from, List<RemoteColumn> columns, List<String> where) {
    public RemoteQuery {
        columns = List.copyOf(columns);
        where = List.copyOf(where);
    }

    /** All rows of a table. */
    public static RemoteQuery of(RemoteTable from, List<RemoteColumn> columns) {
        return new RemoteQuery(from, columns, List.of());
    }

    /** The rows of this one's that the conditions hold for. */
    public RemoteQuery filtered(List<String> conditions) {
        return new RemoteQuery(
                from,
                columns,
                Stream.concat(where.stream(), conditions.stream()).toList());
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
