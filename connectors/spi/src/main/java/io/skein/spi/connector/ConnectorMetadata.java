package io.skein.spi.connector;

import java.util.List;
import java.util.Optional;

/** Which schemas and tables there are. */
public interface ConnectorMetadata {
    List<String> schemas();

    /** Tables of one schema, or of all; nothing for a schema that is not there. */
    List<SchemaTableName> tables(Optional<String> schema);

    Optional<TableHandle> table(SchemaTableName name);

    TableMetadata tableMetadata(TableHandle table);

    TableStatistics statistics(TableHandle table, Constraint constraint);
}
