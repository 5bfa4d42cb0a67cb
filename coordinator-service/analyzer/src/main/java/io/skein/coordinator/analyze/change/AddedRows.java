package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.query.StoredViews;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.Volatility;
import io.skein.coordinator.metadata.CatalogMetadata.ResolvedTable;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.MaterializedView;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LocalTime;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The query of a materialized view over just what has come to its table: each of the query's rows must come of one of the table's, the same whenever it is asked.
 * A query that says more than the table's name and calls of the engine's own functions is not looked into further: behind a view's name, or in the body of
 * somebody's function, may be the time.
 */
final class AddedRows {
    /** Under Trino's name, in the catalogs that have it. */
    private static final String ENABLED = "incremental_refresh_enabled";

    private final PlanContext statement;

    AddedRows(PlanContext statement) {
        this.statement = statement;
    }

    /**
     * The plan, where it is enough to refresh the view.
     *
     * @param query the view's, as it is planned
     * @param place where it is asked for
     */
    Optional<PlanNode> plan(PlanNode query, Tables.Name name, MaterializedView view, Node place) {
        boolean enabled =
                Boolean.parseBoolean(statement.catalogProperties(name.catalog()).getOrDefault(ENABLED, "true"));
        if (!enabled || view.added().isEmpty()) {
            return Optional.empty();
        }
        TableReference added = new TableReference(name.catalog(), view.added().get());
        Tables.Name table = new Tables.Name(name.catalog(), added.handle().name());
        return isOfTable(view, name, table, place)
                ? statement
                        .metadata()
                        .table(table.catalog(), table.table())
                        .map(ResolvedTable::reference)
                        .flatMap(current -> over(query, current, added))
                : Optional.empty();
    }

    /** Whether the text names the table, nothing else that has rows, and nothing whose value is another at another time. */
    private boolean isOfTable(MaterializedView view, Tables.Name name, Tables.Name table, Node place) {
        Query text = new StoredViews(statement).parsed(view.definition().view(), name, place);
        List<Table> named = new ArrayList<>();
        if (!isSteady(text, named) || named.size() != 1) {
            return false;
        }
        PlanContext own = statement.within(
                name,
                view.definition().view().catalog(),
                view.definition().view().schema());
        Table only = named.getFirst();
        return only.getQueryPeriod().isEmpty()
                && new Tables(own).name(only.getName(), only).equals(table);
    }

    private boolean isSteady(Node node, List<Table> named) {
        boolean steady = switch (node) {
            case CurrentCatalog _,
                    CurrentDate _,
                    CurrentPath _,
                    CurrentSchema _,
                    CurrentTime _,
                    CurrentTimestamp _,
                    CurrentUser _,
                    LocalTime _,
                    LocalTimestamp _ -> false;
            case FunctionCall call -> statement.functions().contains(FunctionCalls.name(call.getName()));
            case Table table -> named.add(table);
            default -> true;
        };
        return steady && node.getChildren().stream().allMatch(child -> isSteady(child, named));
    }

    private static Optional<PlanNode> over(PlanNode node, TableReference current, TableReference added) {
        return switch (node) {
            case FilterNode filter when !Volatility.isVolatile(filter.predicate()) -> below(filter, current, added);
            case ProjectNode project
            when project.assignments().values().stream().noneMatch(Volatility::isVolatile) ->
                below(project, current, added);
            case TableScanNode scan
            when scan.table().equals(current) ->
                Optional.of(new TableScanNode(added, scan.columns(), scan.constraint()));
            default -> Optional.empty();
        };
    }

    private static Optional<PlanNode> below(PlanNode node, TableReference current, TableReference added) {
        return over(node.sources().getFirst(), current, added).map(source -> node.withSources(List.of(source)));
    }
}
