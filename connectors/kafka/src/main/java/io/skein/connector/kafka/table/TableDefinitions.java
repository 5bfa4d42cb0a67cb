package io.skein.connector.kafka.table;

import io.skein.spi.connector.SchemaTableName;
import java.util.Optional;
import java.util.Set;

/** Tables that are described somewhere. */
public interface TableDefinitions {
    /** All that are described. */
    Set<SchemaTableName> names();

    Optional<TopicTable> find(SchemaTableName name);
}
