package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Comment;
import io.trino.sql.tree.QualifiedName;
import java.util.Optional;

/** COMMENT ON tables, views and their columns. */
public final class CommentPlanner {
    private final Comment comment;
    private final Tables tables;

    public CommentPlanner(PlanContext statement, Comment comment) {
        this.comment = comment;
        this.tables = new Tables(statement);
    }

    public StatementPlan plan() {
        return new StatementPlan.Command(
                switch (comment.getType()) {
                    case TABLE -> table();
                    case VIEW -> view();
                    case COLUMN -> column();
                },
                "COMMENT");
    }

    private CoordinatorCommand table() {
        Tables.Name name = name(comment.getName());
        if (tables.view(name).isPresent()) {
            throw missing(
                    "Table '%s' does not exist, but a view with that name exists. Did you mean COMMENT ON VIEW %s IS ...?"
                            .formatted(name, name));
        }
        CatalogMetadata.ResolvedTable table =
                tables.find(name).orElseThrow(() -> missing("Table does not exist: " + name));
        return new CoordinatorCommand.ChangeTable(table.reference(), new TableChange.SetComment(comment.getComment()));
    }

    private CoordinatorCommand view() {
        Tables.Name name = name(comment.getName());
        ViewDefinition view = tables.view(name).orElseThrow(() -> {
            String table = tables.find(name).isPresent()
                    ? ", but a table with that name exists. Did you mean COMMENT ON TABLE " + name + " IS ...?"
                    : "";
            return missing("View '" + name + "' does not exist" + table);
        });
        return replaced(name, view.commented(comment.getComment()));
    }

    private CoordinatorCommand column() {
        QualifiedName relation = comment.getName()
                .getPrefix()
                .orElseThrow(() -> Errors.at(comment, StandardErrorCode.MISSING_TABLE, "Table must be specified"));
        Tables.Name name = name(relation);
        String column = comment.getName().getSuffix();
        Optional<ViewDefinition> view = tables.view(name);
        if (view.isPresent()) {
            require(view.get().columns().stream().anyMatch(each -> each.name().equals(column)), column);
            return replaced(name, view.get().commented(column, comment.getComment()));
        }
        CatalogMetadata.ResolvedTable table =
                tables.find(name).orElseThrow(() -> missing("Table does not exist: " + name));
        require(TableChangePlanner.find(table, column).isPresent(), column);
        return new CoordinatorCommand.ChangeTable(
                table.reference(), new TableChange.SetColumnComment(column, comment.getComment()));
    }

    private void require(boolean known, String column) {
        if (!known) {
            throw Errors.at(comment, StandardErrorCode.COLUMN_NOT_FOUND, "Column does not exist: %s", column);
        }
    }

    private static CoordinatorCommand replaced(Tables.Name name, ViewDefinition view) {
        return new CoordinatorCommand.CreateView(name.catalog(), name.table(), view, true);
    }

    private Tables.Name name(QualifiedName written) {
        Tables.Name name = tables.name(written, comment);
        tables.requireCatalog(name.catalog(), comment);
        return name;
    }

    private SkeinException missing(String message) {
        return Errors.at(comment, StandardErrorCode.TABLE_NOT_FOUND, "%s", message);
    }
}
