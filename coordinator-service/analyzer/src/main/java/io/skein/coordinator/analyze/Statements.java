package io.skein.coordinator.analyze;

import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.List;

/** Hands each kind of statement to its planner. */
final class Statements {
    private final CatalogMetadata metadata;
    private final FunctionRegistry functions;
    private final SessionView session;

    Statements(CatalogMetadata metadata, FunctionRegistry functions, SessionView session) {
        this.metadata = metadata;
        this.functions = functions;
        this.session = session;
    }

    StatementPlan plan(Statement statement) {
        return plan(statement, PlanContext.of(metadata, functions, session, List.of()));
    }

    StatementPlan plan(Statement statement, PlanContext context) {
        return switch (statement) {
            case Query query -> query(query, context);
            default ->
                throw Errors.notSupported(
                        statement,
                        "Statement not supported: "
                                + ((Node) statement).getClass().getSimpleName());
        };
    }

    static StatementPlan.Query query(Query query, PlanContext context) {
        RelationPlan relation = new QueryPlanner(context, QueryEnvironment.top()).plan(query);
        return new StatementPlan.Query(StatementPlanner.output(relation, context.symbols()));
    }
}
