package io.skein.connector.mariadb;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.metadata.FoundColumn;
import io.skein.connector.sql.metadata.Question;
import io.skein.connector.sql.metadata.RemoteCatalog;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.SchemaTableName;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Databases as schemas, tables and columns by {@code information_schema}. */
record MariaDbCatalog(TypeMapping types, MariaDbDialect dialect) implements RemoteCatalog {
    @Override
    public String schemas() {
        return CatalogQueries.SCHEMAS;
    }

    @Override
    public String tables() {
        return CatalogQueries.TABLES;
    }

    @Override
    public String tablesOfSchema() {
        return tables() + " AND table_schema = ?";
    }

    @Override
    public Question columns(NameMatching matching, SchemaTableName name) {
        RemoteTable table = new RemoteTable(name.schema(), name.table());
        return new Question(
                matching == NameMatching.EXACT ? CatalogQueries.columns(table) : CatalogQueries.columnsInAnyCase(table),
                List.of());
    }

    @Override
    public FoundColumn column(Row row) {
        String name = row.getString("column_name");
        return new FoundColumn(
                name,
                row.getString("is_nullable").equals("YES"),
                Optional.of(row.getString("column_comment")).filter(comment -> !comment.isEmpty()),
                types.column(MariaDbType.of(row), NameMatching.lower(name), dialect.quoted(name)));
    }
}
