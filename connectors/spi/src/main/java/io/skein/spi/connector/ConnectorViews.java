package io.skein.spi.connector;

import java.util.List;
import java.util.Optional;

/** Views that the source keeps with its tables: a name is a table's or a view's. Each call is atomic. */
public interface ConnectorViews {
    /** Views of one schema, or of all; nothing for a schema that is not there. */
    List<SchemaTableName> views(Optional<String> schema);

    Optional<ViewDefinition> view(SchemaTableName name);

    /** Fails when there is a table or view of that name. */
    void createView(SchemaTableName name, ViewDefinition view);

    /** Makes it, or takes the place of the view of that name. */
    void replaceView(SchemaTableName name, ViewDefinition view);

    void dropView(SchemaTableName name);

    void renameView(SchemaTableName name, SchemaTableName newName);
}
