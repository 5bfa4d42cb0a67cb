package io.skein.spi.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Materialized views that the source keeps with its tables: a name is a table's, a view's or a materialized view's. Each call is atomic. */
public interface ConnectorMaterializedViews {
    /** Materialized views of one schema, or of all; nothing for a schema that is not there. */
    List<SchemaTableName> materializedViews(Optional<String> schema);

    Optional<MaterializedView> materializedView(SchemaTableName name);

    /** Makes it with an empty table. Fails with ALREADY_EXISTS when the name is taken, unless by one that is to be replaced. */
    void create(SchemaTableName name, MaterializedView.Definition definition, boolean replace);

    /** Drops it with its table. */
    void drop(SchemaTableName name);

    void rename(SchemaTableName name, SchemaTableName newName);

    /** Values as SQL literals; an empty one goes back to its default. */
    void setProperties(SchemaTableName name, Map<String, Optional<String>> properties);

    /**
     * Begins to keep the query's present answer; {@link ConnectorWrite} finishes or aborts it.
     *
     * @param sources the source's own tables that the query reads; just {@link MaterializedView#added} where the query's rows are to be added to those that are kept
     * @param foreign whether it reads others as well
     */
    WriteHandle refresh(SchemaTableName name, List<TableHandle> sources, boolean foreign);
}
