package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * A stored query.
 *
 * @param sql the query's text
 * @param catalog and schema: what completed the names in the text when the view was made
 * @param owner with whose rights it reads; empty for those of whoever asks
 */
public record ViewDefinition(
        String sql,
        Optional<String> catalog,
        Optional<String> schema,
        List<Column> columns,
        Optional<String> comment,
        Optional<String> owner) {
    public ViewDefinition {
        columns = List.copyOf(columns);
    }

    /** The same view with another comment. */
    public ViewDefinition commented(Optional<String> replacement) {
        return new ViewDefinition(sql, catalog, schema, columns, replacement, owner);
    }

    /** The same view with another comment on one of its columns. */
    public ViewDefinition commented(String column, Optional<String> replacement) {
        List<Column> changed = columns.stream()
                .map(each -> each.name().equals(column) ? new Column(each.name(), each.type(), replacement) : each)
                .toList();
        return new ViewDefinition(sql, catalog, schema, changed, comment, owner);
    }

    /** A column as it was when the view was made. */
    public record Column(String name, Type type, Optional<String> comment) {}
}
