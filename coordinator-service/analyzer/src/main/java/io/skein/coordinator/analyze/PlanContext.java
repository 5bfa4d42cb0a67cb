package io.skein.coordinator.analyze;

import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.FunctionResolver;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.SessionView;
import io.trino.sql.tree.Expression;
import java.util.List;

/**
 * What all planners of one statement share.
 *
 * @param parameters the expressions that the statement's {@code ?} stand for
 */
record PlanContext(
        CatalogMetadata metadata,
        FunctionRegistry functions,
        FunctionResolver resolver,
        SessionView session,
        Symbols symbols,
        Parameters parameters) {
    static PlanContext of(
            CatalogMetadata metadata, FunctionRegistry functions, SessionView session, List<Expression> parameters) {
        return new PlanContext(
                metadata,
                functions,
                new FunctionResolver(functions),
                session,
                new Symbols(),
                Parameters.given(parameters));
    }

    PlanContext with(Parameters replacement) {
        return new PlanContext(metadata, functions, resolver, session, symbols, replacement);
    }
}
