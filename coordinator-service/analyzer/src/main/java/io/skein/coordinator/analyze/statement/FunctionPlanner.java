package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.routine.FunctionPath;
import io.skein.coordinator.analyze.routine.Routine;
import io.skein.coordinator.analyze.routine.RoutineCharacteristics;
import io.skein.coordinator.analyze.routine.Routines;
import io.skein.coordinator.analyze.routine.StoredRoutines;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.show.Listing;
import io.skein.coordinator.parse.StatementText;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CreateFunction;
import io.trino.sql.tree.DropFunction;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.ParameterDeclaration;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.ShowCreate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CREATE, DROP and SHOW CREATE of functions that catalogs keep. */
public final class FunctionPlanner {
    private final PlanContext statement;
    private final Tables tables;

    public FunctionPlanner(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan create(CreateFunction create) {
        FunctionSpecification declaration = create.getSpecification();
        Name name = name(declaration.getName(), create);
        SessionView session = statement.session();
        Routine routine = Routine.of(declaration, statement.withoutSchema(), Routines.NONE);
        tables.requireCatalog(name.catalog(), create);
        String signature = Routine.signature(routine.parameterTypes());
        StoredFunction function = new StoredFunction(
                name.function(),
                signature,
                StatementText.of(declaration),
                FunctionPath.of(session),
                RoutineCharacteristics.of(declaration).invoker() ? Optional.empty() : Optional.of(session.user()));
        boolean known = find(name, signature).isPresent();
        if (known && !create.isReplace()) {
            throw Errors.at(create, StandardErrorCode.ALREADY_EXISTS, "Function already exists");
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.CreateFunction(name.catalog(), function, known), "CREATE FUNCTION");
    }

    public StatementPlan drop(DropFunction drop) {
        Name name = name(drop.getName(), drop);
        List<Type> types = drop.getParameters().stream()
                .map(ParameterDeclaration::getType)
                .map(type -> Routine.type(type, drop))
                .toList();
        String signature = Routine.signature(types);
        CoordinatorCommand command;
        if (find(name, signature).isPresent()) {
            command = new CoordinatorCommand.DropFunction(name.catalog(), name.function(), signature);
        } else if (drop.isExists()) {
            command = new CoordinatorCommand.Nothing();
        } else {
            throw Errors.at(drop, StandardErrorCode.NOT_FOUND, "Function not found");
        }
        return new StatementPlan.Command(command, "DROP FUNCTION");
    }

    /** One row for each function of that name. */
    public StatementPlan.Query show(ShowCreate show) {
        Name name = name(show.getName(), show);
        List<StoredFunction> functions = functions(name);
        if (functions.isEmpty()) {
            throw Errors.at(show, StandardErrorCode.NOT_FOUND, "Function not found");
        }
        Listing listing = Listing.of("Create Function");
        functions.forEach(function -> listing.row(StatementText.of(
                        new CreateFunction(new NodeLocation(1, 1), StoredRoutines.specification(function), false))
                .strip()));
        return listing.fitted().plan(statement);
    }

    private Optional<StoredFunction> find(Name name, String signature) {
        return functions(name).stream()
                .filter(function -> function.signature().equals(signature))
                .findFirst();
    }

    private List<StoredFunction> functions(Name name) {
        return statement.metadata().functions(name.catalog(), name.function().schema()).stream()
                .filter(function -> function.name().equals(name.function()))
                .toList();
    }

    private Name name(QualifiedName written, Node node) {
        List<String> parts = written.getParts();
        return switch (parts.size()) {
            case 1 -> {
                CatalogSchemaName schema = statement
                        .session()
                        .client()
                        .functionSchema()
                        .orElseThrow(() -> Errors.notSupported(
                                node, "Catalog and schema must be specified when function schema is not configured"));
                yield new Name(schema.catalog(), function(schema.schema(), parts.getFirst()));
            }
            case 2 ->
                throw Errors.notSupported(
                        node, "Function name must be unqualified or fully qualified with catalog and schema");
            case 3 -> new Name(parts.get(0), function(parts.get(1), parts.get(2)));
            default ->
                throw Errors.at(node, StandardErrorCode.SYNTAX_ERROR, "Too many dots in function name: %s", written);
        };
    }

    private static SchemaFunctionName function(String schema, String name) {
        return new SchemaFunctionName(schema, name.toLowerCase(Locale.ENGLISH));
    }

    private record Name(String catalog, SchemaFunctionName function) {}
}
