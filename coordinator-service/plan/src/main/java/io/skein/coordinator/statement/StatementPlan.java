package io.skein.coordinator.statement;

import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.OutputNode;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a statement comes to. {@code updateType} is what clients show ({@code CREATE TABLE}, {@code INSERT}, {@code SET SESSION}, ...). */
public sealed interface StatementPlan {
    /** A plan whose rows are the answer: SELECT, SHOW, DESCRIBE, VALUES. */
    record Query(OutputNode root) implements StatementPlan {}

    /** A plan that ends in a TableWriter; the dispatcher begins the write, runs the plan, then finishes it. The answer is the row count. */
    record Write(OutputNode root, WriteTarget target, String updateType) implements StatementPlan {}

    /** EXPLAIN of a plan that runs first when {@code analyze}; VALIDATE has been answered by planning. */
    record Explain(StatementPlan statement, ExplainType type, ExplainFormat format, boolean analyze)
            implements StatementPlan {}

    /** SHOW STATS: what is believed of this plan's rows, which are not read. */
    record Statistics(OutputNode root) implements StatementPlan {}

    /** How a catalog was made, which the catalog service tells when access has been checked. */
    record ShowCatalog(String catalog) implements StatementPlan {}

    /** Done by the coordinator or the catalog service without a plan. */
    record Command(CoordinatorCommand command, String updateType) implements StatementPlan {}

    enum ExplainType {
        LOGICAL,
        DISTRIBUTED,
        VALIDATE,
        IO,
        /** What is asked of sources, beyond Trino. */
        REMOTE
    }

    enum ExplainFormat {
        TEXT,
        JSON,
        GRAPHVIZ
    }

    /** Where a write goes. */
    sealed interface WriteTarget {
        String catalog();

        /** CREATE TABLE AS; {@code skipIfExists} (IF NOT EXISTS) was decided at analysis: such a statement is a {@link CoordinatorCommand.WriteNothing}. */
        record Create(String catalog, TableMetadata table, boolean replace) implements WriteTarget {}

        record Insert(TableReference table, List<String> columns) implements WriteTarget {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        /**
         * ANALYZE; the plan reads the columns.
         *
         * @param session the session's properties of the catalog
         */
        record Analyze(TableReference table, List<String> columns, Map<String, String> session) implements WriteTarget {
            public Analyze {
                columns = List.copyOf(columns);
                session = Map.copyOf(session);
            }

            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        /**
         * REFRESH MATERIALIZED VIEW.
         *
         * @param sources the tables of the same catalog that its query reads
         * @param foreign whether it reads others too
         */
        record Refresh(String catalog, SchemaTableName name, List<TableReference> sources, boolean foreign)
                implements WriteTarget {
            public Refresh {
                sources = List.copyOf(sources);
            }
        }

        /** ALTER TABLE ... EXECUTE of a procedure that writes rows anew; the plan reads all of them, and WHERE may leave some out. */
        record Rewrite(TableReference table, ProcedureCall call) implements WriteTarget {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        /**
         * DELETE, UPDATE and MERGE.
         *
         * @param changes what may become of rows
         */
        record Change(TableReference table, ChangedColumns columns, Set<RowChange> changes) implements WriteTarget {
            public Change {
                changes = Set.copyOf(changes);
            }

            @Override
            public String catalog() {
                return table.catalog();
            }
        }
    }

    /** A statement without rows. */
    sealed interface CoordinatorCommand {
        /** Succeeds without doing anything (IF NOT EXISTS, IF EXISTS). */
        record Nothing() implements CoordinatorCommand {}

        /** A write that is left out; it answers that it wrote no rows. */
        record WriteNothing() implements CoordinatorCommand {}

        /** Changes what a catalog holds. */
        sealed interface CatalogChange extends CoordinatorCommand {
            String catalog();
        }

        /** {@code properties}: the connector's own, as text. */
        record CreateCatalog(String catalog, String connector, Map<String, String> properties)
                implements CatalogChange {
            public CreateCatalog {
                properties = Map.copyOf(properties);
            }
        }

        /**
         * @param properties the new values
         * @param removed keys that go back to their defaults
         */
        record AlterCatalog(String catalog, Map<String, String> properties, Set<String> removed)
                implements CatalogChange {
            public AlterCatalog {
                properties = Map.copyOf(properties);
                removed = Set.copyOf(removed);
            }
        }

        record DropCatalog(String catalog) implements CatalogChange {}

        record CreateSchema(String catalog, String schema, Map<String, String> properties) implements CatalogChange {}

        record DropSchema(String catalog, String schema, boolean cascade) implements CatalogChange {}

        record RenameSchema(String catalog, String schema, String newName) implements CatalogChange {}

        /** {@code replace}: it may take the place of the table of that name. */
        record CreateTable(String catalog, TableMetadata table, boolean replace) implements CatalogChange {}

        record DropTable(TableReference table) implements CatalogChange {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        record RenameTable(TableReference table, SchemaTableName newName) implements CatalogChange {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        record ChangeTable(TableReference table, TableChange change) implements CatalogChange {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        /** {@code replace}: it may take the place of the view of that name. */
        record CreateView(String catalog, SchemaTableName name, ViewDefinition view, boolean replace)
                implements CatalogChange {}

        record DropView(String catalog, SchemaTableName name) implements CatalogChange {}

        record RenameView(String catalog, SchemaTableName name, SchemaTableName newName) implements CatalogChange {}

        /** {@code replace}: it may take the place of the function of that name and signature. */
        record CreateFunction(String catalog, StoredFunction function, boolean replace) implements CatalogChange {}

        record DropFunction(String catalog, SchemaFunctionName name, String signature) implements CatalogChange {}

        /** {@code replace}: it may take the place of the materialized view of that name. */
        record CreateMaterializedView(
                String catalog, SchemaTableName name, MaterializedView.Definition definition, boolean replace)
                implements CatalogChange {}

        record DropMaterializedView(String catalog, SchemaTableName name) implements CatalogChange {}

        record RenameMaterializedView(String catalog, SchemaTableName name, SchemaTableName newName)
                implements CatalogChange {}

        record SetMaterializedViewProperties(
                String catalog, SchemaTableName name, Map<String, Optional<String>> properties)
                implements CatalogChange {
            public SetMaterializedViewProperties {
                properties = Map.copyOf(properties);
            }
        }

        /** CALL of a catalog's own procedure. */
        record CallProcedure(String catalog, ProcedureCall call) implements CatalogChange {}

        /** ALTER TABLE ... EXECUTE of a procedure that reads no rows. */
        record ExecuteProcedure(TableReference table, ProcedureCall call) implements CatalogChange {
            @Override
            public String catalog() {
                return table.catalog();
            }
        }

        /** Ends a query that runs; CALL system.runtime.kill_query. */
        record KillQuery(String query, Optional<String> message) implements CoordinatorCommand {}

        record Use(Optional<String> catalog, String schema) implements CoordinatorCommand {}

        record SetSession(String name, String value) implements CoordinatorCommand {}

        record ResetSession(String name) implements CoordinatorCommand {}

        record SetTimeZone(String zone) implements CoordinatorCommand {}

        /** The schemas where functions are looked for, as CURRENT_PATH shows them. */
        record SetPath(String path) implements CoordinatorCommand {}

        /** {@code ALL}, {@code NONE}: the roles of the user that count. No role of a name can be set, as there are none. */
        record SetRole(String selection) implements CoordinatorCommand {}

        /** From here on statements run as this user; a client that is itself the user goes back to that. */
        record SetSessionAuthorization(String user) implements CoordinatorCommand {}

        record ResetSessionAuthorization() implements CoordinatorCommand {}

        record Prepare(String name, String sql) implements CoordinatorCommand {}

        record Deallocate(String name) implements CoordinatorCommand {}

        record StartTransaction(boolean readOnly) implements CoordinatorCommand {}

        record Commit() implements CoordinatorCommand {}

        record Rollback() implements CoordinatorCommand {}
    }

    /** A parameter or column of a described statement. */
    record DescribedColumn(String name, Type type) {}
}
