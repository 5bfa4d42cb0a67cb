package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.query.StoredViews;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.RefreshMaterializedView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** REFRESH MATERIALIZED VIEW: its query's rows go to its table; just those of what has come to the one table that it reads, where that makes no difference. */
public final class RefreshPlanner {
    private static final String UPDATE_TYPE = "REFRESH MATERIALIZED VIEW";

    private final PlanContext statement;
    private final Tables tables;

    public RefreshPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan plan(RefreshMaterializedView refresh) {
        Tables.Name name = tables.name(refresh.getName(), refresh);
        tables.requireCatalog(name.catalog(), refresh);
        MaterializedView view = tables.materializedView(name)
                .orElseThrow(() -> Errors.at(
                        refresh, StandardErrorCode.TABLE_NOT_FOUND, "Materialized view '%s' does not exist", name));
        if (view.freshness() == MaterializedView.Freshness.FRESH) {
            return new StatementPlan.Command(new CoordinatorCommand.WriteNothing(), UPDATE_TYPE);
        }
        RelationPlan query = new StoredViews(statement)
                .plan(view.definition().view(), name, refresh.getName(), QueryEnvironment.top(), refresh);
        CatalogMetadata.ResolvedTable storage =
                tables.require(new Tables.Name(name.catalog(), view.storage()), refresh);
        List<ColumnMetadata> columns = storage.metadata().columns().stream()
                .filter(column -> !column.hidden())
                .toList();
        Optional<PlanNode> ofAdded = new AddedRows(statement).plan(query.root(), name, view, refresh);
        PlanNode root = ofAdded.orElseGet(query::root);
        List<Symbol> given = query.symbols();
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetadata column = columns.get(i);
            assignments.put(
                    statement.symbols().create(column.name(), column.type()),
                    new Expression.Cast(given.get(i).reference(), column.type(), false));
        }
        List<TableReference> read = new ArrayList<>();
        collect(root, read);
        List<TableReference> own = read.stream()
                .filter(table -> table.catalog().equals(name.catalog()))
                .toList();
        return new StatementPlan.Write(
                WritePlanner.writer(statement, new ProjectNode(root, assignments), List.copyOf(assignments.keySet())),
                new WriteTarget.Refresh(name.catalog(), name.table(), own, own.size() < read.size()),
                UPDATE_TYPE);
    }

    private static void collect(PlanNode node, List<TableReference> read) {
        if (node instanceof TableScanNode scan) {
            read.add(scan.table());
        }
        node.sources().forEach(source -> collect(source, read));
    }
}
