package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/** Calls of functions that catalogs keep: by their full names, by schema and name in the session's catalog, or by bare names along the path. */
public final class StoredRoutines {
    private final PlanContext statement;

    public StoredRoutines(PlanContext statement) {
        this.statement = statement;
    }

    /** The functions that the call may mean, of the first schema that has any. */
    public List<Routine> named(FunctionCall call) {
        QualifiedName name = call.getName();
        for (CatalogSchemaName schema : schemas(name)) {
            List<Routine> found = statement.metadata().functions(schema.catalog(), schema.schema()).stream()
                    .filter(function -> function.name().function().equals(name.getSuffix()))
                    .map(function -> routine(schema.catalog(), function))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    public Optional<Expression> call(FunctionCall call, ExpressionAnalyzer expressions) {
        List<Routine> overloads = named(call);
        return overloads.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoutineOverloads(call, overloads, expressions).called());
    }

    private List<CatalogSchemaName> schemas(QualifiedName name) {
        List<String> parts = name.getParts();
        return switch (parts.size()) {
            case 1 -> FunctionPath.of(statement.session());
            case 2 ->
                List.of(new CatalogSchemaName(
                        statement
                                .session()
                                .catalog()
                                .orElseThrow(() -> new SkeinException(
                                        StandardErrorCode.MISSING_CATALOG_NAME,
                                        "Session default catalog must be set to resolve a partial function name: "
                                                + name)),
                        parts.getFirst()));
            case 3 -> List.of(new CatalogSchemaName(parts.get(0), parts.get(1)));
            default -> throw new SkeinException(StandardErrorCode.FUNCTION_NOT_FOUND, "Invalid function name: " + name);
        };
    }

    /** It has been verified when it was made, so only its calls are analysed. */
    private Routine routine(String catalog, StoredFunction function) {
        String name = catalog + "." + function.name();
        PlanContext own = statement.within(function, name + function.signature());
        return Routine.declared(name, specification(function), own, Routines.NONE);
    }

    public static FunctionSpecification specification(StoredFunction function) {
        try {
            return new SqlParser().createFunctionSpecification(function.sql());
        } catch (ParsingException failure) {
            throw new SkeinException(
                    StandardErrorCode.FUNCTION_IMPLEMENTATION_ERROR,
                    "Failed parsing stored function '" + function.name() + "': " + failure.getErrorMessage());
        }
    }
}
