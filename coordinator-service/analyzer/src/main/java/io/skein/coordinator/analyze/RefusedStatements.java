package io.skein.coordinator.analyze;

import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.Comment;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.DropMaterializedView;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.Grant;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TruncateTable;
import io.trino.sql.tree.Update;
import java.util.Optional;

/** Statements that are understood and not done: what they name is checked, then they are refused as Trino's connectors refuse them. */
final class RefusedStatements {
    private final Tables tables;

    RefusedStatements(PlanContext statement) {
        this.tables = new Tables(statement);
    }

    StatementPlan plan(Statement statement) {
        return switch (statement) {
            case Delete delete -> table(delete, delete.getTable().getName(), "modifying table rows");
            case Update update -> table(update, update.getTable().getName(), "modifying table rows");
            case Merge merge -> table(merge, merge.getTargetTable().getName(), "modifying table rows");
            case TruncateTable truncate -> table(truncate, truncate.getTableName(), "truncating tables");
            case AddColumn add -> table(add, add.getName(), "adding columns");
            case RenameColumn rename -> table(rename, rename.getTable(), "renaming columns");
            case DropColumn drop -> table(drop, drop.getTable(), "dropping columns");
            case SetColumnType set -> table(set, set.getTableName(), "setting column types");
            case Analyze analyze -> table(analyze, analyze.getTableName(), "analyzing tables");
            case Comment comment -> comment(comment);
            case CreateView view -> name(view, view.getName(), "creating views");
            case CreateMaterializedView view -> name(view, view.getName(), "creating materialized views");
            case DropView drop -> dropView(drop, drop.getName(), drop.isExists(), "View");
            case DropMaterializedView drop -> dropView(drop, drop.getName(), drop.isExists(), "Materialized view");
            case Grant grant ->
                throw refused("Catalog does not support permission management: "
                        + tables.name(grant.getGrantObject().getName(), grant).catalog());
            case Call call ->
                throw new SkeinException(
                        StandardErrorCode.PROCEDURE_NOT_FOUND, "Procedure not registered: " + call.getName());
            default ->
                throw Errors.notSupported(
                        statement,
                        "Statement not supported: " + words(statement).toUpperCase(java.util.Locale.ROOT));
        };
    }

    private StatementPlan table(Statement statement, QualifiedName name, String what) {
        Tables.Name table = tables.name(name, statement);
        tables.requireCatalog(table.catalog(), statement);
        if (tables.find(table).isEmpty()) {
            throw Tables.missing(table, statement);
        }
        throw refused("This connector does not support " + what);
    }

    private StatementPlan name(Statement statement, QualifiedName name, String what) {
        tables.requireCatalog(tables.name(name, statement).catalog(), statement);
        throw refused("This connector does not support " + what);
    }

    private StatementPlan comment(Comment comment) {
        if (comment.getType() == Comment.Type.TABLE) {
            Tables.Name table = tables.name(comment.getName(), comment);
            tables.requireCatalog(table.catalog(), comment);
            if (tables.find(table).isEmpty()) {
                throw Errors.at(comment, StandardErrorCode.TABLE_NOT_FOUND, "Table does not exist: %s", table);
            }
            throw refused("This connector does not support setting table comments");
        }
        throw refused("This connector does not support setting comments");
    }

    private StatementPlan dropView(Statement statement, QualifiedName written, boolean ifExists, String kind) {
        Tables.Name name = tables.name(written, statement);
        Optional<?> table = ifExists ? Optional.empty() : tables.find(name);
        if (ifExists) {
            return new StatementPlan.Command(
                    new CoordinatorCommand.Nothing(), kind.equals("View") ? "DROP VIEW" : "DROP MATERIALIZED VIEW");
        }
        throw Errors.at(
                statement,
                StandardErrorCode.GENERIC_USER_ERROR,
                "%s '%s' does not exist%s",
                kind,
                name,
                table.isPresent() ? ", but a table with that name exists. Did you mean DROP TABLE " + name + "?" : "");
    }

    private static String words(Statement statement) {
        return statement.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private static SkeinException refused(String message) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, message);
    }
}
