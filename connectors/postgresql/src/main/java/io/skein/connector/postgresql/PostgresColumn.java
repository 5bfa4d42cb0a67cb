package io.skein.connector.postgresql;

import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * A column as PostgreSQL's catalogs describe it.
 *
 * @param declared the type's name as SQL has it, without length and precision
 * @param dimensions how many the column was declared with, which PostgreSQL does not enforce; 0 if unknown
 * @param type of values, or of elements of an array: what a domain is over
 * @param deterministic whether texts are equal only when their bytes are
 * @param unicode whether texts are kept as UTF-8
 */
record PostgresColumn(
        String name,
        boolean nullable,
        Optional<String> comment,
        String declared,
        boolean array,
        int dimensions,
        PostgresType type,
        boolean deterministic,
        boolean unicode) {
    /** Reads a row of {@link CatalogQueries#COLUMNS}. */
    static PostgresColumn of(Row row) {
        boolean array = row.getBoolean("is_array");
        return new PostgresColumn(
                row.getString("attname"),
                !row.getBoolean("attnotnull"),
                Optional.ofNullable(row.getString("comment")),
                row.getString("declared"),
                array,
                row.getInteger("attndims"),
                new PostgresType(
                        row.getString("typname"),
                        row.getString("typtype").charAt(0),
                        row.getBoolean("core"),
                        row.getInteger("typmod")),
                row.getBoolean("deterministic"),
                row.getBoolean("unicode"));
    }
}
