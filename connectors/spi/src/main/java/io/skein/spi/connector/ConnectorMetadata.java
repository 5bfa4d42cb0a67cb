package io.skein.spi.connector;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** Which schemas and tables there are. */
public interface ConnectorMetadata {
    List<String> schemas();

    /** Tables of one schema, or of all; nothing for a schema that is not there. */
    List<SchemaTableName> tables(Optional<String> schema);

    Optional<TableHandle> table(SchemaTableName name);

    /** The table as it was; fails with INVALID_ARGUMENTS when it was not there, with NOT_SUPPORTED where the source keeps no versions. */
    default Optional<TableHandle> table(SchemaTableName name, VersionPointer version) {
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support versioned tables");
    }

    TableMetadata tableMetadata(TableHandle table);

    /** The table and its shape, for whoever wants both. */
    default Optional<FoundTable> find(SchemaTableName name) {
        return table(name).map(handle -> new FoundTable(handle, tableMetadata(handle)));
    }

    /** A table and its shape. */
    record FoundTable(TableHandle handle, TableMetadata metadata) {}

    /**
     * The type that a new column for values of this type gets: the type itself, or the nearest that the connector can store, to which values are cast.
     * Fails with NOT_SUPPORTED where there is none.
     */
    default Type storedType(Type type) {
        return type;
    }

    TableStatistics statistics(TableHandle table, Constraint constraint);

    /**
     * The aggregates' exact values, as far as metadata has all of them; empty where rows would have to be read.
     *
     * @return for each aggregate its value, in the Java forms of {@link Domain}; an empty one is NULL
     */
    default Optional<List<Optional<Object>>> known(TableHandle table, List<KnownAggregate> aggregates) {
        return Optional.empty();
    }
}
