package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.query.QueryColumns;
import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.RenameView;
import java.util.List;
import java.util.Optional;

/** CREATE, DROP and RENAME of views. */
public final class ViewPlanner {
    private final PlanContext statement;
    private final Tables tables;

    public ViewPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan create(CreateView create) {
        Tables.Name name = tables.name(create.getName(), create);
        tables.requireCatalog(name.catalog(), create);
        if (tables.materializedView(name).isPresent()) {
            throw Errors.at(
                    create, StandardErrorCode.TABLE_ALREADY_EXISTS, "Materialized view already exists: '%s'", name);
        }
        if (tables.find(name).isPresent()) {
            throw Errors.at(create, StandardErrorCode.TABLE_ALREADY_EXISTS, "Table already exists: '%s'", name);
        }
        if (!create.isReplace() && tables.view(name).isPresent()) {
            throw Errors.at(create, StandardErrorCode.TABLE_ALREADY_EXISTS, "View already exists: '%s'", name);
        }
        create.getProperties().stream().findFirst().ifPresent(property -> {
            throw Errors.at(
                    property,
                    StandardErrorCode.INVALID_VIEW_PROPERTY,
                    "Catalog '%s' view property '%s' does not exist",
                    name.catalog(),
                    property.getName().getValue());
        });
        PlanContext context = create.isReplace() ? statement.replacing(name) : statement;
        RelationPlan query = new QueryPlanner(context, QueryEnvironment.top()).plan(create.getQuery());
        List<ColumnMetadata> columns = QueryColumns.of(create, query, List.of());
        boolean invoker =
                create.getSecurity().filter(CreateView.Security.INVOKER::equals).isPresent();
        ViewDefinition view = new ViewDefinition(
                StatementText.of(create.getQuery()),
                statement.session().catalog(),
                statement.session().schema(),
                columns.stream()
                        .map(column -> new ViewDefinition.Column(column.name(), column.type(), Optional.empty()))
                        .toList(),
                create.getComment(),
                invoker ? Optional.empty() : Optional.of(statement.session().user()));
        return new StatementPlan.Command(
                new CoordinatorCommand.CreateView(name.catalog(), name.table(), view, create.isReplace()),
                "CREATE VIEW");
    }

    public StatementPlan drop(DropView drop) {
        Tables.Name name = tables.name(drop.getName(), drop);
        tables.requireCatalog(name.catalog(), drop);
        if (tables.view(name).isPresent()) {
            return new StatementPlan.Command(
                    new CoordinatorCommand.DropView(name.catalog(), name.table()), "DROP VIEW");
        }
        if (tables.materializedView(name).isPresent()) {
            throw Errors.at(
                    drop,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "View '%s' does not exist, but a materialized view with that name exists. Did you mean DROP MATERIALIZED VIEW %s?",
                    name,
                    name);
        }
        if (tables.find(name).isPresent()) {
            throw Errors.at(
                    drop,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "View '%s' does not exist, but a table with that name exists. Did you mean DROP TABLE %s?",
                    name,
                    name);
        }
        if (!drop.isExists()) {
            throw Errors.at(drop, StandardErrorCode.GENERIC_USER_ERROR, "View '%s' does not exist", name);
        }
        return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP VIEW");
    }

    public StatementPlan rename(RenameView rename) {
        Tables.Name source = tables.name(rename.getSource(), rename);
        tables.requireCatalog(source.catalog(), rename);
        if (tables.view(source).isEmpty()) {
            throw missing(source, rename);
        }
        Tables.Name target = tables.name(rename.getTarget(), rename);
        if (!target.catalog().equals(source.catalog()) && !tables.catalogExists(target.catalog())) {
            throw Errors.at(
                    rename, StandardErrorCode.CATALOG_NOT_FOUND, "Target catalog '%s' not found", target.catalog());
        }
        if (tables.view(target).isPresent()) {
            throw Errors.at(rename, StandardErrorCode.GENERIC_USER_ERROR, "Target view '%s' already exists", target);
        }
        if (tables.find(target).isPresent()) {
            throw Errors.at(
                    rename,
                    StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Target view '%s' does not exist, but a table with that name exists.",
                    target);
        }
        if (!target.catalog().equals(source.catalog())) {
            throw Errors.notSupported(rename, "View rename across catalogs is not supported");
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.RenameView(source.catalog(), source.table(), target.table()), "RENAME VIEW");
    }

    private SkeinException missing(Tables.Name name, RenameView rename) {
        if (tables.materializedView(name).isPresent()) {
            return Errors.at(
                    rename,
                    StandardErrorCode.TABLE_NOT_FOUND,
                    "View '%s' does not exist, but a materialized view with that name exists. Did you mean ALTER MATERIALIZED VIEW %s RENAME TO ...?",
                    name,
                    name);
        }
        String table = tables.find(name).isPresent()
                ? ", but a table with that name exists. Did you mean ALTER TABLE " + name + " RENAME TO ...?"
                : "";
        return Errors.at(rename, StandardErrorCode.TABLE_NOT_FOUND, "View '%s' does not exist%s", name, table);
    }
}
