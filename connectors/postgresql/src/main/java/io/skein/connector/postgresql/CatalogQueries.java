package io.skein.connector.postgresql;

import io.skein.connector.sql.write.Staging;

/** Questions to PostgreSQL's own catalogs, of version 12 and later. */
final class CatalogQueries {
    /** All but the server's private ones and the one that each catalog has from us. */
    static final String SCHEMAS =
            "SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname <> 'information_schema' AND nspname !~ '^pg_(toast|temp_|toast_temp_)'";

    /** What can be read: tables, partitioned and foreign ones, views of both kinds. */
    private static final String RELATIONS = "c.relkind IN ('r', 'p', 'f', 'v', 'm')";

    static final String TABLES = """
            SELECT n.nspname::text, c.relname::text
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE %s AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(toast|temp_|toast_temp_)'
              AND c.relname !~ '^%s'""".formatted(RELATIONS, Staging.PREFIX);

    /** Tables whose names are the parameters in some case, with a row for each column, or one without. */
    static final String COLUMNS = """
            SELECT n.nspname::text, c.relname::text, pg_catalog.obj_description(c.oid, 'pg_class') AS table_comment,
              a.attname::text, a.attnotnull, pg_catalog.col_description(c.oid, a.attnum) AS comment,
              pg_catalog.format_type(a.atttypid, -1) AS declared, a.attndims::int4 AS attndims,
              e.oid IS NOT NULL AS is_array, d.typmod,
              coalesce(e.typname, b.typname)::text AS typname, coalesce(e.typtype, b.typtype)::text AS typtype,
              coalesce(e.typnamespace, b.typnamespace) = 'pg_catalog'::regnamespace AS core,
              coalesce(l.collisdeterministic, true) AS deterministic,
              pg_catalog.current_setting('server_encoding') = 'UTF8' AS unicode
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN LATERAL (
              WITH RECURSIVE domains AS (
                SELECT a.atttypid AS id, a.atttypmod AS typmod
                UNION ALL
                SELECT t.typbasetype, t.typtypmod
                FROM domains JOIN pg_catalog.pg_type t ON t.oid = domains.id WHERE t.typtype = 'd')
              SELECT domains.* FROM domains JOIN pg_catalog.pg_type t ON t.oid = domains.id WHERE t.typtype <> 'd'
            ) d ON true
            LEFT JOIN pg_catalog.pg_type b ON b.oid = d.id
            LEFT JOIN pg_catalog.pg_type e ON e.oid = b.typelem AND b.typcategory = 'A'
            LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
            WHERE %s AND %%s ORDER BY n.nspname, c.relname, a.attnum""".formatted(RELATIONS);

    static final String EXACT = "n.nspname = $1 AND c.relname = $2";
    /** The session's own temporary relation of this name. */
    static final String TEMPORARY = "n.oid = pg_catalog.pg_my_temp_schema() AND c.relname = $1";

    static final String ANY_CASE = "lower(n.nspname) = $1 AND lower(c.relname) = $2";

    /** One row: how many rows the table is thought to have, and whether it can be read by parts. */
    static final String SIZE = """
            SELECT CASE
                WHEN c.relkind = 'p' AND c.reltuples < 0 THEN (
                  SELECT sum(l.reltuples) FROM pg_catalog.pg_partition_tree(c.oid) p
                  JOIN pg_catalog.pg_class l ON l.oid = p.relid WHERE p.isleaf AND l.reltuples >= 0)
                WHEN c.reltuples < 0 OR c.reltuples = 0 AND c.relpages = 0 THEN NULL
                ELSE c.reltuples END::float8 AS rows,
              c.relkind = 'p' AS partitioned,
              c.relkind = 'r' AND m.amname = 'heap' AND NOT c.relhassubclass AS divisible,
              CASE WHEN c.relkind = 'r'
                THEN pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::int8 END AS pages
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
            WHERE n.nspname = $1 AND c.relname = $2""";

    /** One row: whether all rows of the table are the database's own. */
    static final String OWN_ROWS = """
            SELECT c.relkind IN ('r', 'p') AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_partition_tree(c.oid) p JOIN pg_catalog.pg_class l ON l.oid = p.relid WHERE l.relkind = 'f')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relname = $2""";

    static final String COLUMN_STATISTICS = """
            SELECT attname::text, null_frac, avg_width, n_distinct,
              histogram_bounds::text AS bounds, most_common_vals::text AS common
            FROM pg_catalog.pg_stats WHERE schemaname = $1 AND tablename = $2 AND inherited = $3""";

    private CatalogQueries() {}
}
