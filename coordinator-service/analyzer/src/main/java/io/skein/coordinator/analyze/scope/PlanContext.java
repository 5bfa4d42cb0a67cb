package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.routine.FunctionPath;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.function.FunctionResolver;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.spi.connector.StoredFunction;
import io.trino.sql.tree.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What all planners of one statement share.
 *
 * @param parameters the expressions that the statement's {@code ?} stand for
 * @param open the stored definitions that are being planned
 */
public record PlanContext(
        CatalogMetadata metadata,
        FunctionRegistry functions,
        StatementParser parser,
        SessionView session,
        Symbols symbols,
        Parameters parameters,
        OpenDefinitions open) {
    public static PlanContext of(
            CatalogMetadata metadata,
            FunctionRegistry functions,
            StatementParser parser,
            SessionView session,
            List<Expression> parameters) {
        return new PlanContext(
                metadata,
                functions,
                parser,
                session,
                new Symbols(),
                Parameters.given(parameters),
                OpenDefinitions.NONE);
    }

    public FunctionResolver resolver() {
        return new FunctionResolver(functions);
    }

    public PlanContext with(Parameters replacement) {
        return new PlanContext(metadata, functions, parser, session, symbols, replacement, open);
    }

    /** The session's properties of a catalog, under their names there. */
    public Map<String, String> catalogProperties(String catalog) {
        Map<String, String> properties = new HashMap<>();
        String prefix = catalog.toLowerCase(Locale.ENGLISH) + ".";
        session.properties().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                properties.put(name.substring(prefix.length()), value);
            }
        });
        return properties;
    }

    /** For the query of a statement that makes this view anew. */
    public PlanContext replacing(Tables.Name view) {
        return new PlanContext(
                metadata, functions, parser, session, symbols, parameters, OpenDefinitions.replacing(view));
    }

    /** For the query of this view, whose names mean what they meant in this catalog and schema. */
    public PlanContext within(Tables.Name view, Optional<String> catalog, Optional<String> schema) {
        return own(session.user(), catalog, schema, session.client(), open.within(view));
    }

    /** For the body of this function, which sees no catalog and schema but the path that it was made with. */
    public PlanContext within(StoredFunction function, String description) {
        return own(
                function.owner().orElse(session.user()),
                Optional.empty(),
                Optional.empty(),
                session.client().withPath(FunctionPath.text(function.path())),
                open.within(description));
    }

    /** For the body of a function, which sees no catalog and schema. */
    public PlanContext withoutSchema() {
        return own(session.user(), Optional.empty(), Optional.empty(), qualified(), open);
    }

    /** The client with a path whose elements all have their catalogs. */
    private ClientView qualified() {
        return session.client().withPath(FunctionPath.text(FunctionPath.of(session)));
    }

    private PlanContext own(
            String user,
            Optional<String> catalog,
            Optional<String> schema,
            ClientView client,
            OpenDefinitions definitions) {
        SessionView own = new SessionView(
                session.query(),
                user,
                session.groups(),
                catalog,
                schema,
                session.timeZone(),
                session.start(),
                session.properties(),
                session.preparedStatements(),
                client);
        return new PlanContext(metadata, functions, parser, own, symbols, Parameters.given(List.of()), definitions);
    }
}
