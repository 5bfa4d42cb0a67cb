package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table whose rows a statement changes: a scan of all its columns that knows each row again. */
final class ChangedTable {
    private final PlanContext statement;
    private final TableReference reference;
    private final Symbol file;
    private final Symbol position;
    private final Map<ColumnMetadata, Symbol> columns;
    private final RelationPlan relation;

    private ChangedTable(PlanContext statement, CatalogMetadata.ResolvedTable table, Tables.Name name, Table written) {
        this.statement = statement;
        this.reference = table.reference();
        this.file = symbol(RowIdentity.FILE);
        this.position = symbol(RowIdentity.POSITION);
        this.columns = new LinkedHashMap<>();
        Map<Symbol, ColumnHandle> scanned = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        for (ColumnMetadata column : table.metadata().columns()) {
            Symbol symbol = symbol(column.handle());
            if (!column.hidden()) {
                columns.put(column, symbol);
            }
            scanned.put(symbol, column.handle());
            Field.Origin origin = new Field.Origin(
                    name.catalog(), name.table().schema(), name.table().table(), column.name());
            fields.add(new Field(
                    Optional.of(column.name()),
                    Optional.of(written.getName()),
                    symbol,
                    column.hidden(),
                    Optional.of(origin)));
        }
        scanned.put(file, RowIdentity.FILE);
        scanned.put(position, RowIdentity.POSITION);
        this.relation =
                new RelationPlan(new TableScanNode(reference, scanned, Constraint.ALL), new Scope(fields, null));
    }

    /** The table's columns, which must be there; a view cannot be changed. */
    static CatalogMetadata.ResolvedTable find(
            PlanContext statement, Table written, Statement change, String viewRefusal) {
        Tables tables = new Tables(statement);
        Tables.Name name = tables.name(written.getName(), written);
        if (VirtualTable.covers(name)) {
            throw unchangeable();
        }
        if (!tables.catalogExists(name.catalog())) {
            throw Tables.missing(name, written);
        }
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(change, viewRefusal);
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(change, viewRefusal.replace("views", "materialized views"));
        }
        return tables.find(name).orElseThrow(() -> Tables.missing(name, written));
    }

    static ChangedTable of(PlanContext statement, CatalogMetadata.ResolvedTable table, Table written) {
        if (!table.changeable()) {
            throw unchangeable();
        }
        Tables.Name name = new Tables(statement).name(written.getName(), written);
        return new ChangedTable(statement, table, name, written);
    }

    private static SkeinException unchangeable() {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "This connector does not support modifying table rows");
    }

    private Symbol symbol(ColumnHandle column) {
        return statement.symbols().create(column.name(), column.type());
    }

    RelationPlan relation() {
        return relation;
    }

    /** Where a row is; NULL where an outer join has made up a row. */
    Symbol file() {
        return file;
    }

    /** Which row of its file it is; NULL as the file is. */
    Symbol position() {
        return position;
    }

    /** The visible columns and what the scan calls them. */
    Map<ColumnMetadata, Symbol> columns() {
        return columns;
    }

    /**
     * The statement that writes the source's rows.
     *
     * @param change what becomes of a row: a {@link RowChange}'s code
     * @param values what rows that are put in have, for all columns or for none
     */
    StatementPlan write(PlanNode source, Expression change, Map<ColumnMetadata, Expression> values, Changes changes) {
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        assignments.put(statement.symbols().create("change", Type.Simple.TINYINT), change);
        assignments.put(file, file.reference());
        assignments.put(position, position.reference());
        values.forEach(
                (column, value) -> assignments.put(statement.symbols().create(column.name(), column.type()), value));
        OutputNode writer =
                WritePlanner.writer(statement, new ProjectNode(source, assignments), List.copyOf(assignments.keySet()));
        WriteTarget target = new WriteTarget.Change(
                reference,
                new ChangedColumns(
                        values.keySet().stream().map(ColumnMetadata::name).toList(),
                        changes.updated(),
                        changes.inserted()),
                changes.possible());
        return new StatementPlan.Write(writer, target, changes.updateType());
    }

    static Expression code(RowChange change) {
        return new Expression.Constant((long) change.code(), Type.Simple.TINYINT);
    }

    /**
     * What a statement may do to rows.
     *
     * @param updated the columns that it sets
     * @param inserted the columns that it gives to new rows
     */
    record Changes(String updateType, Set<RowChange> possible, Set<String> updated, Set<String> inserted) {
        Changes {
            possible = Set.copyOf(possible);
            updated = Set.copyOf(updated);
            inserted = Set.copyOf(inserted);
        }
    }
}
