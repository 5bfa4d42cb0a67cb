package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.ViewDefinition;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a materialized view where it is named: a scan of what it keeps while that may be used, else its query. */
final class KeptAnswers {
    private final PlanContext statement;

    KeptAnswers(PlanContext statement) {
        this.statement = statement;
    }

    RelationPlan plan(
            MaterializedView view, Tables.Name name, QualifiedName written, QueryEnvironment place, Node node) {
        return view.usable(statement.session().start())
                ? scan(view, name, written, place, node)
                : new StoredViews(statement).plan(view.definition().view(), name, written, place, node);
    }

    private RelationPlan scan(
            MaterializedView view, Tables.Name name, QualifiedName written, QueryEnvironment place, Node node) {
        CatalogMetadata.ResolvedTable storage =
                new Tables(statement).require(new Tables.Name(name.catalog(), view.storage()), node);
        List<ColumnMetadata> kept = storage.metadata().columns().stream()
                .filter(column -> !column.hidden())
                .toList();
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            ViewDefinition.Column column = view.definition().view().columns().get(i);
            Symbol read = statement.symbols().create(column.name(), kept.get(i).type());
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            columns.put(read, kept.get(i).handle());
            assignments.put(
                    symbol,
                    read.type().equals(symbol.type())
                            ? read.reference()
                            : new Expression.Cast(read.reference(), symbol.type(), false));
            Field.Origin origin = new Field.Origin(
                    name.catalog(), name.table().schema(), name.table().table(), column.name());
            fields.add(new Field(Optional.of(column.name()), Optional.of(written), symbol, false, Optional.of(origin)));
        }
        TableScanNode scan = new TableScanNode(storage.reference(), columns, Constraint.ALL);
        return new RelationPlan(new ProjectNode(scan, assignments), new Scope(fields, place.outer()));
    }
}
