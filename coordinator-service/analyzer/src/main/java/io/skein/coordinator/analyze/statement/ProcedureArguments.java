package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.ConstantArgument;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.CallArgument;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The arguments of CALL: which parameters they are for, and their values. */
final class ProcedureArguments {
    private final PlanContext statement;
    private final Call call;
    private final List<Procedure.Argument> parameters;

    ProcedureArguments(PlanContext statement, Call call, List<Procedure.Argument> parameters) {
        this.statement = statement;
        this.call = call;
        this.parameters = parameters;
    }

    /** The values that are not NULL. */
    Map<String, ProcedureCall.Value> values() {
        Map<String, CallArgument> given = given();
        Map<String, ProcedureCall.Value> values = new HashMap<>();
        for (Procedure.Argument parameter : parameters) {
            CallArgument argument = given.get(parameter.name());
            if (argument != null) {
                new ConstantArgument(statement)
                        .value(argument, argument.getValue(), parameter.type())
                        .ifPresent(value ->
                                values.put(parameter.name(), new ProcedureCall.Value(parameter.type(), value)));
            } else if (parameter.required()) {
                throw Errors.at(
                        call,
                        StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                        "Required procedure argument '%s' is missing",
                        parameter.name());
            }
        }
        return values;
    }

    private Map<String, CallArgument> given() {
        List<CallArgument> given = call.getArguments();
        boolean anyNamed =
                given.stream().anyMatch(argument -> argument.getName().isPresent());
        boolean allNamed =
                given.stream().allMatch(argument -> argument.getName().isPresent());
        if (anyNamed && !allNamed) {
            throw Errors.at(
                    call, StandardErrorCode.INVALID_ARGUMENTS, "Named and positional arguments cannot be mixed");
        }
        if (given.size() > parameters.size()) {
            throw Errors.at(call, StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "Too many arguments for procedure");
        }
        List<String> names = parameters.stream().map(Procedure.Argument::name).toList();
        Map<String, CallArgument> arguments = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            CallArgument argument = given.get(i);
            String name = argument.getName()
                    .map(written -> written.getValue().toUpperCase(Locale.ENGLISH))
                    .orElse(names.get(i));
            if (!names.contains(name)) {
                throw Errors.at(
                        argument, StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "Unknown argument name: %s", name);
            }
            if (arguments.put(name, argument) != null) {
                throw Errors.at(
                        argument,
                        StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                        "Duplicate procedure argument: %s",
                        name);
            }
        }
        return arguments;
    }
}
