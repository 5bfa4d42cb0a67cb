package io.skein.spi.connector;

import io.skein.spi.pushdown.ConnectorPushdown;
import java.time.Duration;
import java.util.Optional;

/** A live data source: the facets it has. All are thread-safe. */
public interface Connector extends AutoCloseable {
    ConnectorMetadata metadata();

    ConnectorSplitManager splitManager();

    /** Present where splits are {@link Split.PageSplit}s. */
    default Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.empty();
    }

    /** Present where schemas and tables can be created and dropped. */
    default Optional<ConnectorDefinition> definition() {
        return Optional.empty();
    }

    /** Present where views can be kept. */
    default Optional<ConnectorViews> views() {
        return Optional.empty();
    }

    /** Present where materialized views can be kept. */
    default Optional<ConnectorMaterializedViews> materializedViews() {
        return Optional.empty();
    }

    /** Present where functions written in SQL can be kept. */
    default Optional<ConnectorFunctions> functions() {
        return Optional.empty();
    }

    /** Present where rows can be written. */
    default Optional<ConnectorWrite> write() {
        return Optional.empty();
    }

    /** Present where single rows can be changed. */
    default Optional<ConnectorRowChanges> rowChanges() {
        return Optional.empty();
    }

    /** Present where splits and writes of the table name files that are not local. */
    default Optional<ConnectorFiles> files(SchemaTableName table) {
        return Optional.empty();
    }

    /** Present where work of queries can be handed down to the source. */
    default Optional<ConnectorPushdown> pushdown() {
        return Optional.empty();
    }

    /** Present where it can be told to do more. */
    default Optional<ConnectorProcedures> procedures() {
        return Optional.empty();
    }

    /** Present where tables can be kept in shape on a schedule. */
    default Optional<ConnectorUpkeep> upkeep() {
        return Optional.empty();
    }

    /** Present where tables can be analyzed. */
    default Optional<ConnectorAnalysis> analysis() {
        return Optional.empty();
    }

    /** How long splits may be held back for the narrower constraint that a join's other side gives; nothing where splits make nothing of it. */
    default Duration dynamicFilterWait() {
        return Duration.ZERO;
    }

    @Override
    default void close() {}
}
