package io.skein.coordinator.metadata;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.Taken;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Read access to all catalogs for one statement. Calls block and may fail with the connector's own errors. */
public interface CatalogMetadata {
    /** Catalog names in alphabetic order. */
    List<String> catalogs();

    /** The name of the catalog's connector; empty when it is not known. */
    String connectorName(String catalog);

    /** Why the catalog cannot be used; empty when it can. */
    default Optional<String> catalogFailure(String catalog) {
        return Optional.empty();
    }

    /** How long splits of the catalog's tables may be held back for a dynamic filter; nothing where filters would be of no use. */
    default Duration dynamicFilterWait(String catalog) {
        return Duration.ZERO;
    }

    boolean catalogExists(String catalog);

    List<String> schemas(String catalog);

    boolean schemaExists(String catalog, String schema);

    /** Tables, views and materialized views of one schema, or of all. */
    List<SchemaTableName> tables(String catalog, Optional<String> schema);

    /** Those of them that are views. */
    List<SchemaTableName> views(String catalog, Optional<String> schema);

    /** The table with its columns in order, or empty when there is none. */
    Optional<ResolvedTable> table(String catalog, SchemaTableName name);

    /** The table as it was; fails where there was none, or the catalog keeps no versions. */
    default Optional<ResolvedTable> table(String catalog, SchemaTableName name, VersionPointer version) {
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support versioned tables");
    }

    /** What the catalog can be told to do; nothing of a catalog that is not there. */
    default List<Procedure> procedures(String catalog) {
        return List.of();
    }

    /** What a procedure of {@link Procedure.Form#FUNCTION} answers. */
    default ResolvedTable tableFunction(String catalog, ProcedureCall call) {
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support table functions");
    }

    /** The view, or empty when there is none; a name that {@link #table} knows is none. */
    Optional<ViewDefinition> view(String catalog, SchemaTableName name);

    /** Those of the names in {@link #tables} that are materialized views. */
    default List<SchemaTableName> materializedViews(String catalog, Optional<String> schema) {
        return List.of();
    }

    /** The materialized view, or empty when there is none. */
    default Optional<MaterializedView> materializedView(String catalog, SchemaTableName name) {
        return Optional.empty();
    }

    /** The functions written in SQL that the catalog's schema keeps; none of a catalog that is not there. */
    List<StoredFunction> functions(String catalog, String schema);

    /** The types that new columns for values of these types get, in order. Fails with NOT_SUPPORTED where the catalog can't store one. */
    default List<Type> storedTypes(String catalog, List<Type> types) {
        return types;
    }

    /**
     * Some partitions of a table, as a table of its own to be analyzed. Fails with INVALID_ANALYZE_PROPERTY where there are none.
     *
     * @param partitions the values of each, as text; an empty one is NULL
     */
    default TableReference partitions(TableReference table, List<List<Optional<String>>> partitions) {
        throw new SkeinException(
                StandardErrorCode.INVALID_ANALYZE_PROPERTY, "This connector does not support analyzing partitions");
    }

    TableStatistics statistics(TableReference table, Constraint constraint);

    /** What metadata knows exactly of all rows of a table, one value for each aggregate, an empty one for NULL; empty where rows would have to be read. */
    default Optional<List<Optional<Object>>> known(TableReference table, List<KnownAggregate> aggregates) {
        return Optional.empty();
    }

    /** What the table's source takes of the work; empty where it takes none at all. */
    default Optional<Taken> take(TableReference table, RemoteWork work) {
        return Optional.empty();
    }

    /** What a scan asks of the table's source, in its own words; empty where that is nothing to be told. */
    default List<String> requests(TableReference table, List<ColumnHandle> columns, Constraint constraint) {
        return List.of();
    }

    /**
     * Says which tables or views will be asked for, so that they may be looked up side by side. Waits for nothing; a failure shows where the table is
     * asked for.
     */
    default void expectTables(Collection<QualifiedTableName> names) {}

    /** The same for the statistics of whole tables. */
    default void expectStatistics(Collection<TableReference> tables) {}

    /** What runs: the rows of the catalog {@code system}. */
    RuntimeView runtime();

    /**
     * A table and what it looks like.
     *
     * @param changeable whether DELETE, UPDATE and MERGE can change its rows
     */
    record ResolvedTable(TableReference reference, TableMetadata metadata, boolean changeable) {}
}
