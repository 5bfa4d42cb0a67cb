package io.skein.connector.sql.metadata;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.connector.SchemaTableName;
import io.vertx.sqlclient.Row;
import java.util.List;

/** How to ask a database for its schemas, tables and columns. */
public interface RemoteCatalog {
    /** Schemas: their names. */
    String schemas();

    /** Tables, in listings: schema's name and table's. */
    String tables();

    /** The same of the schema that the parameter names. */
    String tablesOfSchema();

    /**
     * The table of that name; all those whose names in lower case are that name, where the matching is without case. A row for each column, or one for a
     * table without any: schema's name, table's name, table's comment, column's name or NULL, and what {@link #column} needs.
     */
    Question columns(NameMatching matching, SchemaTableName name);

    /** What to read for {@link io.skein.spi.connector.RowIdentity}'s columns; nothing where rows cannot be known again. */
    default List<RemoteColumn> identity() {
        return List.of();
    }

    /** A row of {@link #columns} that has a column. */
    FoundColumn column(Row row);
}
