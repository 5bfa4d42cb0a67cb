package io.skein.connector.postgresql;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.metadata.FoundColumn;
import io.skein.connector.sql.metadata.Question;
import io.skein.connector.sql.metadata.RemoteCatalog;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.connector.SchemaTableName;
import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * Schemas, tables and columns by PostgreSQL's catalogs.
 *
 * @param system whether tables of {@code pg_catalog} are listed
 */
record PostgresCatalog(TypeMapping types, PostgresDialect dialect, boolean system) implements RemoteCatalog {
    @Override
    public String schemas() {
        return CatalogQueries.SCHEMAS;
    }

    @Override
    public String tables() {
        return system ? CatalogQueries.TABLES : CatalogQueries.TABLES + " AND n.nspname <> 'pg_catalog'";
    }

    @Override
    public String tablesOfSchema() {
        return tables() + " AND n.nspname = $1";
    }

    @Override
    public Question columns(NameMatching matching, SchemaTableName name) {
        String condition = matching == NameMatching.EXACT ? CatalogQueries.EXACT : CatalogQueries.ANY_CASE;
        return new Question(CatalogQueries.COLUMNS.formatted(condition), List.of(name.schema(), name.table()));
    }

    @Override
    public List<RemoteColumn> identity() {
        return PostgresRows.COLUMNS;
    }

    @Override
    public FoundColumn column(Row row) {
        PostgresColumn column = PostgresColumn.of(row);
        return new FoundColumn(
                column.name(),
                column.nullable(),
                column.comment(),
                types.column(column, NameMatching.lower(column.name()), dialect.quoted(column.name())));
    }
}
