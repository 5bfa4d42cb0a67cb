package io.skein.connector.mariadb;

import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.write.Staging;

/**
 * Questions to {@code information_schema}. What is only MariaDB's is in comments that MySQL passes over; names are given to columns since MySQL has them in
 * upper case.
 */
final class CatalogQueries {
    /** The server's own. */
    private static final String SYSTEM = "('information_schema', 'mysql', 'performance_schema', 'sys')";

    static final String SCHEMAS =
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN " + SYSTEM;

    static final String TABLES = """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW', 'SYSTEM VIEW') AND table_schema NOT IN %s
              AND LEFT(table_name, %d) <> '%s'""".formatted(SYSTEM, Staging.PREFIX.length(), Staging.PREFIX);

    private static final String COLUMNS = """
            SELECT c.table_schema, c.table_name, IF(t.table_type LIKE '%%VIEW', '', t.table_comment) AS table_comment,
              c.column_name AS column_name, c.is_nullable AS is_nullable, c.column_comment AS column_comment,
              LOWER(c.data_type) AS data_type, LOWER(c.column_type) AS column_type,
              CAST(COALESCE(c.character_maximum_length, 0) AS SIGNED) AS length,
              CAST(COALESCE(c.numeric_precision, c.datetime_precision, 0) AS SIGNED) AS digits,
              CAST(COALESCE(c.numeric_scale, 0) AS SIGNED) AS scale, COALESCE(c.character_set_name, '') AS charset,
              CAST(0 /*M! + EXISTS (
                SELECT 1 FROM information_schema.check_constraints k
                WHERE k.constraint_schema = c.table_schema AND BINARY k.table_name = BINARY c.table_name
                  AND k.constraint_name = c.column_name AND k.level = 'Column' AND k.check_clause LIKE 'json_valid(%%'
                  AND %s) */ AS SIGNED) AS json
            FROM information_schema.columns c JOIN information_schema.tables t
              ON BINARY t.table_schema = BINARY c.table_schema AND BINARY t.table_name = BINARY c.table_name
            WHERE %s AND %s
            ORDER BY c.table_schema, c.table_name, c.ordinal_position""";

    private static final String SIZE = """
            SELECT CAST(t.table_rows AS SIGNED) AS row_count, COALESCE(e.transactions, '') AS transactions
            FROM information_schema.tables t LEFT JOIN information_schema.engines e ON e.engine = t.engine
            WHERE %s""";

    private static final String DISTINCT = """
            SELECT s.column_name AS column_name, CAST(MAX(s.cardinality) AS SIGNED) AS distinct_values
            FROM information_schema.statistics s
            WHERE %s AND s.seq_in_index = 1 AND s.cardinality IS NOT NULL AND s.sub_part IS NULL
            GROUP BY s.column_name""";

    private static final String PRIMARY_KEY = """
            SELECT c.column_name AS column_name, LOWER(c.data_type) AS data_type
            FROM information_schema.columns c WHERE %s AND c.column_key = 'PRI'""";

    private CatalogQueries() {}

    /** A row for each column, as {@link io.skein.connector.sql.metadata.RemoteCatalog#columns} wants it. */
    static String columns(RemoteTable table) {
        return COLUMNS.formatted(
                "k.constraint_schema = " + MariaDbText.quoted(table.schema()) + " AND k.table_name = "
                        + MariaDbText.quoted(table.table()),
                named("c", table),
                named("t", table));
    }

    /** The same of tables whose names in lower case are these. */
    static String columnsInAnyCase(RemoteTable table) {
        return COLUMNS.formatted(
                "true",
                "LOWER(c.table_schema) = " + MariaDbText.quoted(table.schema()),
                "LOWER(c.table_name) = " + MariaDbText.quoted(table.table()));
    }

    /** One row: how many rows the table is thought to have, and whether its engine has transactions. */
    static String size(RemoteTable table) {
        return SIZE.formatted(named("t", table));
    }

    /** How many values the first columns of indexes have. */
    static String distinct(RemoteTable table) {
        return DISTINCT.formatted(named("s", table));
    }

    /** The primary key's columns. */
    static String primaryKey(RemoteTable table) {
        return PRIMARY_KEY.formatted(named("c", table));
    }

    /** By plain equality, which is without case, the server goes straight to a table's files. */
    private static String named(String alias, RemoteTable table) {
        String schema = MariaDbText.quoted(table.schema());
        String name = MariaDbText.quoted(table.table());
        return "%1$s.table_schema = %2$s AND %1$s.table_name = %3$s AND BINARY %1$s.table_schema = BINARY %2$s AND BINARY %1$s.table_name = BINARY %3$s"
                .formatted(alias, schema, name);
    }
}
