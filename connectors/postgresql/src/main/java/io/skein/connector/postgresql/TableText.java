package io.skein.connector.postgresql;

import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables and columns in the words of PostgreSQL's DDL. */
record TableText(TypeMapping types, PostgresDialect dialect) {
    /** What is longer PostgreSQL would cut without a word. */
    private static final int MOST_NAME_BYTES = 63;

    /** The statements that make an empty table. */
    String create(RemoteTable name, TableMetadata table) {
        table.properties().keySet().stream().sorted().findFirst().ifPresent(property -> {
            throw new SkeinException(
                    StandardErrorCode.INVALID_TABLE_PROPERTY,
                    "The postgresql connector has no table property '" + property + "'");
        });
        checked(name.table());
        List<String> columns = table.columns().stream().map(this::column).toList();
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + dialect.name(name) + " (" + String.join(", ", columns) + ")");
        table.comment().ifPresent(comment -> statements.add(comment(name, Optional.of(comment))));
        table.columns()
                .forEach(column -> column.comment()
                        .ifPresent(comment ->
                                statements.add(comment(name, dialect.quoted(column.name()), Optional.of(comment)))));
        return String.join("; ", statements);
    }

    String column(ColumnMetadata column) {
        return dialect.quoted(checked(column.name())) + " " + types.declaration(column.type())
                + (column.nullable() ? "" : " NOT NULL");
    }

    String comment(RemoteTable table, Optional<String> comment) {
        return "COMMENT ON TABLE " + dialect.name(table) + " IS " + text(comment);
    }

    /** @param column quoted */
    String comment(RemoteTable table, String column, Optional<String> comment) {
        return "COMMENT ON COLUMN " + dialect.name(table) + "." + column + " IS " + text(comment);
    }

    private static String text(Optional<String> comment) {
        return comment.map(PostgresDialect::text).orElse("NULL");
    }

    /** The name of something new. */
    static String checked(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "PostgreSQL's names have at most " + MOST_NAME_BYTES + " bytes: '" + name + "'");
        }
        return name;
    }
}
