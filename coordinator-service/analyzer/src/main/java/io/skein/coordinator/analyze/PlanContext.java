package io.skein.coordinator.analyze;

import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.FunctionResolver;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.statement.SessionView;
import io.trino.sql.tree.Expression;
import java.util.List;
import java.util.Optional;

/**
 * What all planners of one statement share.
 *
 * @param parameters the expressions that the statement's {@code ?} stand for
 * @param views the views whose queries are being planned
 */
record PlanContext(
        CatalogMetadata metadata,
        FunctionRegistry functions,
        StatementParser parser,
        SessionView session,
        Symbols symbols,
        Parameters parameters,
        ViewsInSight views) {
    static PlanContext of(
            CatalogMetadata metadata,
            FunctionRegistry functions,
            StatementParser parser,
            SessionView session,
            List<Expression> parameters) {
        return new PlanContext(
                metadata, functions, parser, session, new Symbols(), Parameters.given(parameters), ViewsInSight.NONE);
    }

    FunctionResolver resolver() {
        return new FunctionResolver(functions);
    }

    PlanContext with(Parameters replacement) {
        return new PlanContext(metadata, functions, parser, session, symbols, replacement, views);
    }

    /** For the query of a statement that makes this view anew. */
    PlanContext replacing(Tables.Name view) {
        return new PlanContext(metadata, functions, parser, session, symbols, parameters, ViewsInSight.replacing(view));
    }

    /** For the query of this view, whose names mean what they meant in this catalog and schema. */
    PlanContext within(Tables.Name view, Optional<String> catalog, Optional<String> schema) {
        SessionView own = new SessionView(
                session.query(),
                session.user(),
                session.groups(),
                catalog,
                schema,
                session.timeZone(),
                session.start(),
                session.properties(),
                session.preparedStatements());
        return new PlanContext(
                metadata, functions, parser, own, symbols, Parameters.given(List.of()), views.within(view));
    }
}
