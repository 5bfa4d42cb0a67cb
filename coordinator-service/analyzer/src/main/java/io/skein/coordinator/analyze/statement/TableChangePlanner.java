package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.TypeReader;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.session.TableProperties;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.ColumnPosition;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.DropNotNullConstraint;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TruncateTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** ALTER TABLE of columns, and TRUNCATE. */
public final class TableChangePlanner {
    private static final StatementPlan.CoordinatorCommand NOTHING = new CoordinatorCommand.Nothing();

    private final PlanContext statement;
    private final Tables tables;

    public TableChangePlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan add(AddColumn add) {
        return new StatementPlan.Command(
                find(add, add.getName(), add.isTableExists())
                        .map(table -> add(add, table))
                        .orElse(NOTHING),
                "ADD COLUMN");
    }

    private static CoordinatorCommand add(AddColumn add, CatalogMetadata.ResolvedTable table) {
        if (add.getColumn().getName().getParts().size() > 1) {
            return new FieldChanges(add, table).add(add);
        }
        ColumnMetadata column = TableElements.column(add.getColumn());
        if (find(table, column.name()).isPresent()) {
            if (add.isColumnNotExists()) {
                return NOTHING;
            }
            throw Errors.at(add, StandardErrorCode.COLUMN_ALREADY_EXISTS, "Column '%s' already exists", column.name());
        }
        return change(table, new TableChange.AddColumn(column, position(add, table)));
    }

    private static Position position(AddColumn add, CatalogMetadata.ResolvedTable table) {
        return switch (add.getPosition().orElse(new ColumnPosition.Last())) {
            case ColumnPosition.First _ -> new Position.First();
            case ColumnPosition.Last _ -> new Position.Last();
            case ColumnPosition.After after -> {
                String column = lower(after.column().getValue());
                if (find(table, column).isEmpty()) {
                    throw Errors.at(
                            add,
                            StandardErrorCode.COLUMN_NOT_FOUND,
                            "Column '%s' does not",
                            after.column().getValue());
                }
                yield new Position.After(column);
            }
        };
    }

    public StatementPlan drop(DropColumn drop) {
        return new StatementPlan.Command(
                find(drop, drop.getTable(), drop.isTableExists())
                        .map(table -> drop(drop, table))
                        .orElse(NOTHING),
                "DROP COLUMN");
    }

    private static CoordinatorCommand drop(DropColumn drop, CatalogMetadata.ResolvedTable table) {
        String name = lower(drop.getField().getParts().getFirst());
        Optional<ColumnMetadata> column = find(table, name);
        if (column.isEmpty() && drop.isColumnExists()) {
            return NOTHING;
        }
        requireVisible(column, name, "drop", drop);
        if (drop.getField().getParts().size() > 1) {
            return new FieldChanges(drop, table).drop(drop);
        }
        if (table.metadata().columns().stream().filter(each -> !each.hidden()).count() == 1) {
            throw Errors.notSupported(drop, "Cannot drop the only column in a table");
        }
        return change(table, new TableChange.DropColumn(name));
    }

    public StatementPlan rename(RenameColumn rename) {
        return new StatementPlan.Command(
                find(rename, rename.getTable(), rename.isTableExists())
                        .map(table -> rename(rename, table))
                        .orElse(NOTHING),
                "RENAME COLUMN");
    }

    private static CoordinatorCommand rename(RenameColumn rename, CatalogMetadata.ResolvedTable table) {
        String source = lower(rename.getSource().getParts().getFirst());
        String target = lower(rename.getTarget().getValue());
        Optional<ColumnMetadata> column = find(table, source);
        if (column.isEmpty() && rename.isColumnExists()) {
            return NOTHING;
        }
        requireVisible(column, source, "rename", rename);
        if (rename.getSource().getParts().size() > 1) {
            return new FieldChanges(rename, table).rename(rename);
        }
        if (find(table, target).isPresent()) {
            throw Errors.at(rename, StandardErrorCode.COLUMN_ALREADY_EXISTS, "Column '%s' already exists", target);
        }
        return change(table, new TableChange.RenameColumn(source, target));
    }

    public StatementPlan setType(SetColumnType set) {
        return new StatementPlan.Command(
                find(set, set.getTableName(), set.isTableExists())
                        .map(table -> setType(set, table))
                        .orElse(NOTHING),
                "SET COLUMN TYPE");
    }

    private static CoordinatorCommand setType(SetColumnType set, CatalogMetadata.ResolvedTable table) {
        String name = lower(set.getColumnName().getParts().getFirst());
        requireVisible(find(table, name), name, "set type of", set);
        Type type = TypeReader.read(set.getType())
                .orElseThrow(() -> Errors.at(
                        set,
                        StandardErrorCode.TYPE_NOT_FOUND,
                        "Unknown type '%s' for column '%s'",
                        TypeReader.text(set.getType()),
                        name));
        if (type == Type.Simple.UNKNOWN) {
            throw Errors.at(set, StandardErrorCode.COLUMN_TYPE_UNKNOWN, "Unknown type 'unknown' for column '%s'", name);
        }
        return set.getColumnName().getParts().size() > 1
                ? new FieldChanges(set, table).setType(set, type)
                : change(table, new TableChange.SetColumnType(name, type));
    }

    public StatementPlan dropNotNull(DropNotNullConstraint drop) {
        return new StatementPlan.Command(
                find(drop, drop.getTable(), drop.isTableExists())
                        .map(table -> dropNotNull(drop, table))
                        .orElse(NOTHING),
                "DROP NOT NULL");
    }

    private static CoordinatorCommand dropNotNull(DropNotNullConstraint drop, CatalogMetadata.ResolvedTable table) {
        String name = lower(drop.getColumn().getValue());
        ColumnMetadata column = requireVisible(find(table, name), name, "drop NOT NULL of", drop);
        if (column.nullable()) {
            throw Errors.notSupported(drop, "Column is already nullable");
        }
        return change(table, new TableChange.DropNotNull(name));
    }

    public StatementPlan setProperties(SetProperties set) {
        Tables.Name name = tables.name(set.getName(), set);
        tables.requireCatalog(name.catalog(), set);
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(set, "Cannot set properties to a view in ALTER TABLE");
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(set, "Cannot set properties to a materialized view in ALTER TABLE");
        }
        CatalogMetadata.ResolvedTable table = tables.find(name)
                .orElseThrow(() -> Errors.at(set, StandardErrorCode.TABLE_NOT_FOUND, "Table does not exist: %s", name));
        TableProperties.ofTables(statement, name.catalog()).check(set.getProperties());
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        DefinitionPlanner.properties(set.getProperties())
                .forEach((key, value) -> properties.put(key, Optional.of(value)));
        for (Property property : set.getProperties()) {
            if (property.isSetToDefault()) {
                properties.put(lower(property.getName().getValue()), Optional.empty());
            }
        }
        return new StatementPlan.Command(change(table, new TableChange.SetProperties(properties)), "SET PROPERTIES");
    }

    public StatementPlan truncate(TruncateTable truncate) {
        Tables.Name name = tables.name(truncate.getTableName(), truncate);
        tables.requireCatalog(name.catalog(), truncate);
        if (tables.view(name).isPresent()) {
            throw Errors.notSupported(truncate, "Cannot truncate a view");
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.notSupported(truncate, "Cannot truncate a materialized view");
        }
        CatalogMetadata.ResolvedTable table = tables.find(name).orElseThrow(() -> Tables.missing(name, truncate));
        return new StatementPlan.Command(change(table, new TableChange.Truncate()), "TRUNCATE TABLE");
    }

    private Optional<CatalogMetadata.ResolvedTable> find(Statement statement, QualifiedName written, boolean ifExists) {
        Tables.Name name = tables.name(written, statement);
        if (!ifExists) {
            tables.requireCatalog(name.catalog(), statement);
        }
        Optional<CatalogMetadata.ResolvedTable> table =
                tables.catalogExists(name.catalog()) ? tables.find(name) : Optional.empty();
        if (table.isEmpty() && !ifExists) {
            throw Tables.missing(name, statement);
        }
        return table;
    }

    static Optional<ColumnMetadata> find(CatalogMetadata.ResolvedTable table, String column) {
        return table.metadata().columns().stream()
                .filter(each -> each.name().equals(column))
                .findFirst();
    }

    private static ColumnMetadata requireVisible(
            Optional<ColumnMetadata> column, String name, String what, Statement statement) {
        ColumnMetadata known = column.orElseThrow(
                () -> Errors.at(statement, StandardErrorCode.COLUMN_NOT_FOUND, "Column '%s' does not exist", name));
        if (known.hidden()) {
            throw Errors.notSupported(statement, "Cannot " + what + " hidden column");
        }
        return known;
    }

    private static CoordinatorCommand change(CatalogMetadata.ResolvedTable table, TableChange change) {
        return new CoordinatorCommand.ChangeTable(table.reference(), change);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
