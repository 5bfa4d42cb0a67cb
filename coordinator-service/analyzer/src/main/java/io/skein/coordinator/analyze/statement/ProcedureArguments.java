package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.constant.ConstantTimes;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.CallArgument;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
                value(argument, parameter.type())
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

    private Optional<Object> value(CallArgument argument, Type type) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(argument.getValue());
        if (!Coercions.canCoerce(value.type(), type)) {
            throw Errors.at(argument, StandardErrorCode.TYPE_MISMATCH, "Cannot cast type %s to %s", value.type(), type);
        }
        return Optional.ofNullable(new ConstantTimes(statement.session().timeZone())
                .constant(value)
                .orElseThrow(() -> Errors.at(
                        argument,
                        StandardErrorCode.EXPRESSION_NOT_CONSTANT,
                        "Constant expression expected: %s",
                        argument.getValue()))
                .value());
    }
}
