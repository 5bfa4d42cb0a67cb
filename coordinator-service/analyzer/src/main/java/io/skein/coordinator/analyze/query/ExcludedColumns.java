package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.DescriptorField;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.TableFunctionArgument;
import io.trino.sql.tree.TableFunctionDescriptorArgument;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableFunctionTableArgument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table function {@code exclude_columns}: its table without the columns of its descriptor. */
final class ExcludedColumns {
    private static final List<String> PARAMETERS = List.of("INPUT", "COLUMNS");

    private final PlanContext statement;
    private final QueryEnvironment environment;

    ExcludedColumns(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    RelationPlan plan(TableFunctionInvocation call) {
        Map<String, Node> arguments = arguments(call);
        if (!(arguments.get("INPUT") instanceof TableFunctionTableArgument input)) {
            throw missing(call, "INPUT");
        }
        if (!(arguments.get("COLUMNS") instanceof TableFunctionDescriptorArgument descriptor)
                || descriptor.getDescriptor().isEmpty()) {
            throw missing(call, "COLUMNS");
        }
        RelationPlan table = new RelationPlanner(statement, environment).plan(input.getTable());
        List<String> excluded = names(descriptor);
        List<Field> fields = table.scope().visibleFields();
        List<String> absent = excluded.stream()
                .filter(name -> fields.stream().noneMatch(field -> named(field, name)))
                .toList();
        if (!absent.isEmpty()) {
            throw invalid("Excluded columns: " + absent + " not present in the table");
        }
        List<Field> kept = fields.stream()
                .filter(field -> excluded.stream().noneMatch(name -> named(field, name)))
                .map(field -> Field.unqualified(field.name(), field.symbol()))
                .toList();
        if (kept.isEmpty()) {
            throw invalid("All columns are excluded");
        }
        return new RelationPlan(table.root(), new Scope(kept, environment.outer()));
    }

    private static Map<String, Node> arguments(TableFunctionInvocation call) {
        Map<String, Node> arguments = new HashMap<>();
        List<TableFunctionArgument> given = call.getArguments();
        for (int i = 0; i < given.size(); i++) {
            int place = i;
            Optional<String> name = given.get(i)
                    .getName()
                    .map(identifier -> identifier.getValue().toUpperCase(Locale.ENGLISH));
            if (i >= PARAMETERS.size()) {
                throw Errors.at(
                        given.get(i),
                        StandardErrorCode.INVALID_ARGUMENTS,
                        "Too many arguments. Expected at most 2 arguments, got %s arguments",
                        given.size());
            }
            arguments.put(
                    name.orElseGet(() -> PARAMETERS.get(place)), given.get(i).getValue());
        }
        return arguments;
    }

    private static List<String> names(TableFunctionDescriptorArgument descriptor) {
        List<String> names = new ArrayList<>();
        for (DescriptorField field : descriptor.getDescriptor().orElseThrow().getFields()) {
            if (field.getType().isPresent()) {
                throw invalid("COLUMNS descriptor contains types");
            }
            names.add(field.getName().getValue().toLowerCase(Locale.ENGLISH));
        }
        return names;
    }

    private static boolean named(Field field, String name) {
        return field.name().filter(name::equalsIgnoreCase).isPresent();
    }

    private static SkeinException missing(TableFunctionInvocation call, String name) {
        Node place = call.getArguments().isEmpty() ? call : call.getArguments().getFirst();
        return Errors.at(place, StandardErrorCode.MISSING_ARGUMENT, "Missing argument: %s", name);
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, message);
    }
}
