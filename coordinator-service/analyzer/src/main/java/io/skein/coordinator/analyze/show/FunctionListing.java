package io.skein.coordinator.analyze.show;

import io.skein.coordinator.analyze.expression.CurrentValues;
import io.skein.coordinator.analyze.routine.FunctionPath;
import io.skein.coordinator.analyze.routine.Routine;
import io.skein.coordinator.analyze.routine.RoutineCharacteristics;
import io.skein.coordinator.analyze.routine.Routines;
import io.skein.coordinator.analyze.routine.StoredRoutines;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.function.FunctionSummary;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.ShowFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** SHOW FUNCTIONS: the engine's own and those on the path, or those of one schema. */
public final class FunctionListing {
    /** The columns of SHOW FUNCTIONS are at least as wide as a stock Trino 476's, which has more functions; BOOLEAN has no width. */
    private static final List<Integer> FUNCTION_WIDTHS = List.of(31, 28, 78, 9, 0, 205);

    private final PlanContext statement;
    private final Tables tables;

    public FunctionListing(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan.Query list(ShowFunctions show) {
        List<String> names =
                List.of("Function", "Return Type", "Argument Types", "Function Type", "Deterministic", "Description");
        Type text = Type.Varchar.UNBOUNDED;
        Listing listing = Listing.of(names, List.of(text, text, text, text, Type.Simple.BOOLEAN, text));
        if (show.getSchema().isPresent()) {
            Tables.SchemaName schema = tables.schema(show.getSchema().get(), show);
            stored(new CatalogSchemaName(schema.catalog(), schema.schema()), listing);
            return listed(show, listing.fitted());
        }
        List<CatalogSchemaName> path = FunctionPath.of(statement.session());
        List<FunctionSummary> functions = new ArrayList<>(statement.functions().summaries());
        functions.addAll(CurrentValues.FUNCTIONS);
        for (FunctionSummary function : functions) {
            listing.row(
                    function.name(),
                    function.returnType(),
                    function.argumentTypes(),
                    function.kind().name().toLowerCase(Locale.ENGLISH),
                    function.deterministic(),
                    function.description());
        }
        path.forEach(schema -> stored(schema, listing));
        return listed(show, listing.fitted(FUNCTION_WIDTHS));
    }

    private StatementPlan.Query listed(ShowFunctions show, Listing listing) {
        return listing.sorted(4).like(show.getLikePattern(), show.getEscape()).plan(statement);
    }

    private void stored(CatalogSchemaName schema, Listing listing) {
        for (StoredFunction function : statement.metadata().functions(schema.catalog(), schema.schema())) {
            FunctionSpecification declaration = StoredRoutines.specification(function);
            RoutineCharacteristics characteristics = RoutineCharacteristics.of(declaration);
            Routine routine = Routine.declared(function.name().function(), declaration, statement, Routines.NONE);
            listing.row(
                    function.name().function(),
                    routine.result().displayName(),
                    routine.parameterTypes().stream().map(Type::displayName).collect(Collectors.joining(", ")),
                    "scalar",
                    characteristics.deterministic(),
                    characteristics.comment().orElse(""));
        }
    }
}
