package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.statement.StatementPlan;
import io.trino.sql.tree.Statement;
import java.util.Locale;

/** Statements that are understood and not done. */
public final class RefusedStatements {
    private RefusedStatements() {}

    public static StatementPlan plan(Statement statement) {
        throw Errors.notSupported(
                statement, "Statement not supported: " + words(statement).toUpperCase(Locale.ROOT));
    }

    private static String words(Statement statement) {
        return statement.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
