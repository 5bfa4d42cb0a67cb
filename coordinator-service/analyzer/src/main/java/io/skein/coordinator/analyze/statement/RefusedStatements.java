package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.DropMaterializedView;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Statement;
import java.util.Optional;

/** Statements that are understood and not done: what they name is checked, then they are refused as Trino's connectors refuse them. */
public final class RefusedStatements {
    private final Tables tables;

    public RefusedStatements(PlanContext statement) {
        this.tables = new Tables(statement);
    }

    public StatementPlan plan(Statement statement) {
        return switch (statement) {
            case Analyze analyze -> table(analyze, analyze.getTableName(), "analyzing tables");
            case CreateMaterializedView view -> name(view, view.getName(), "creating materialized views");
            case DropMaterializedView drop -> drop(drop);
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

    private StatementPlan drop(DropMaterializedView drop) {
        Tables.Name name = tables.name(drop.getName(), drop);
        tables.requireCatalog(name.catalog(), drop);
        refuseOther(drop, name, tables.find(name), "table", "TABLE");
        refuseOther(drop, name, tables.view(name), "view", "VIEW");
        if (drop.isExists()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP MATERIALIZED VIEW");
        }
        throw Errors.at(drop, StandardErrorCode.GENERIC_USER_ERROR, "Materialized view '%s' does not exist", name);
    }

    private static void refuseOther(
            Statement statement, Tables.Name name, Optional<?> other, String kind, String keyword) {
        if (other.isPresent()) {
            throw Errors.at(
                    statement,
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "Materialized view '%s' does not exist, but a %s with that name exists. Did you mean DROP %s %s?",
                    name,
                    kind,
                    keyword,
                    name);
        }
    }

    private static String words(Statement statement) {
        return statement.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private static SkeinException refused(String message) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, message);
    }
}
