package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.query.SelectPlanner;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.RowChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Update;
import io.trino.sql.tree.UpdateAssignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** DELETE and UPDATE: the rows that WHERE leaves, and what becomes of them. */
public final class RowChangePlanner {
    private final PlanContext statement;

    public RowChangePlanner(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan delete(Delete delete) {
        CatalogMetadata.ResolvedTable found =
                ChangedTable.find(statement, delete.getTable(), delete, "Deleting from views is not supported");
        ChangedTable table = ChangedTable.of(statement, found, delete.getTable());
        PlanBuilder plan = new PlanBuilder(statement.symbols(), table.relation().root());
        filter(delete.getWhere(), context(table, plan), plan);
        return table.write(
                plan.root(),
                ChangedTable.code(RowChange.DELETE),
                Map.of(),
                new ChangedTable.Changes("DELETE", Set.of(RowChange.DELETE), Set.of(), Set.of()));
    }

    public StatementPlan update(Update update) {
        CatalogMetadata.ResolvedTable found =
                ChangedTable.find(statement, update.getTable(), update, "Updating views is not supported");
        Map<String, ColumnMetadata> known = found.metadata().columns().stream()
                .filter(column -> !column.hidden())
                .collect(Collectors.toMap(ColumnMetadata::name, column -> column));
        for (UpdateAssignment assignment : update.getAssignments()) {
            if (!known.containsKey(name(assignment))) {
                throw Errors.at(
                        assignment.getName(),
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "The UPDATE SET target column %s doesn't exist",
                        name(assignment));
            }
        }
        ChangedTable table = ChangedTable.of(statement, found, update.getTable());
        PlanBuilder plan = new PlanBuilder(statement.symbols(), table.relation().root());
        ExpressionContext context = context(table, plan);
        filter(update.getWhere(), context, plan);
        Map<String, Expression> given = new LinkedHashMap<>();
        List<ColumnMetadata> targets = new ArrayList<>();
        for (UpdateAssignment assignment : update.getAssignments()) {
            Expression value = context.analyze(assignment.getValue());
            if (given.put(name(assignment), value) != null) {
                throw new SkeinException(
                        StandardErrorCode.GENERIC_INTERNAL_ERROR,
                        "Multiple entries with same key: %s=[] and %s=[]"
                                .formatted(name(assignment), name(assignment)));
            }
            targets.add(java.util.Objects.requireNonNull(known.get(name(assignment))));
        }
        requireTypes(update, targets, List.copyOf(given.values()));
        StoredValues stored = new StoredValues(statement, update);
        Map<ColumnMetadata, Expression> values = new LinkedHashMap<>();
        for (Map.Entry<ColumnMetadata, Symbol> column : table.columns().entrySet()) {
            Expression value = given.get(column.getKey().name());
            values.put(
                    column.getKey(),
                    value == null ? column.getValue().reference() : stored.stored(value, column.getKey()));
        }
        return table.write(
                plan.root(),
                ChangedTable.code(RowChange.UPDATE),
                values,
                new ChangedTable.Changes("UPDATE", Set.of(RowChange.UPDATE), given.keySet(), Set.of()));
    }

    private ExpressionContext context(ChangedTable table, PlanBuilder plan) {
        return new ExpressionContext(
                statement, QueryEnvironment.top(), table.relation().scope(), plan);
    }

    private void filter(Optional<io.trino.sql.tree.Expression> where, ExpressionContext context, PlanBuilder plan) {
        where.ifPresent(condition -> {
            new AstSearch(statement.functions()).requireScalar("WHERE clause", condition);
            SelectPlanner.filter(condition, "WHERE clause", context, plan);
        });
    }

    private static void requireTypes(Node node, List<ColumnMetadata> columns, List<Expression> given) {
        for (int i = 0; i < columns.size(); i++) {
            if (!WritePlanner.storable(given.get(i).type(), columns.get(i))) {
                throw Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "UPDATE table column types don't match SET expressions: Table: %s, Expressions: %s",
                        columns.stream().map(ColumnMetadata::type).toList(),
                        given.stream().map(Expression::type).toList());
            }
        }
    }

    private static String name(UpdateAssignment assignment) {
        return assignment.getName().getValue().toLowerCase(Locale.ENGLISH);
    }
}
