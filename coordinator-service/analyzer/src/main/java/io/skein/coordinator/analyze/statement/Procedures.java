package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.CallArgument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** CALL. The one procedure there is: {@code system.runtime.kill_query(query_id, message)}. */
public final class Procedures {
    private static final List<String> KILL_QUERY = List.of(SystemCatalog.NAME, "runtime", "kill_query");
    private static final List<String> PARAMETERS = List.of("QUERY_ID", "MESSAGE");

    private final PlanContext statement;

    public Procedures(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan call(Call call) {
        List<String> parts = call.getName().getParts();
        List<String> full = parts.size() == 2 && statement.session().catalog().isPresent()
                ? List.of(statement.session().catalog().get(), parts.get(0), parts.get(1))
                : parts;
        if (!full.equals(KILL_QUERY)) {
            throw new SkeinException(
                    StandardErrorCode.PROCEDURE_NOT_FOUND, "Procedure not registered: " + call.getName());
        }
        Map<String, CallArgument> arguments = arguments(call);
        CallArgument query = Optional.ofNullable(arguments.get(PARAMETERS.getFirst()))
                .orElseThrow(() -> Errors.at(
                        call,
                        StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                        "Required procedure argument '%s' is missing",
                        PARAMETERS.getFirst()));
        String id = text(query)
                .orElseThrow(() ->
                        Errors.at(query, StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "query_id cannot be null"));
        Optional<String> message = Optional.ofNullable(arguments.get("MESSAGE")).flatMap(this::text);
        return new StatementPlan.Command(new CoordinatorCommand.KillQuery(id, message), "CALL");
    }

    private static Map<String, CallArgument> arguments(Call call) {
        List<CallArgument> given = call.getArguments();
        boolean anyNamed =
                given.stream().anyMatch(argument -> argument.getName().isPresent());
        boolean allNamed =
                given.stream().allMatch(argument -> argument.getName().isPresent());
        if (anyNamed && !allNamed) {
            throw Errors.at(
                    call, StandardErrorCode.INVALID_ARGUMENTS, "Named and positional arguments cannot be mixed");
        }
        if (given.size() > PARAMETERS.size()) {
            throw Errors.at(call, StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, "Too many arguments for procedure");
        }
        Map<String, CallArgument> arguments = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            CallArgument argument = given.get(i);
            String name = argument.getName()
                    .map(written -> written.getValue().toUpperCase(Locale.ENGLISH))
                    .orElse(PARAMETERS.get(i));
            if (!PARAMETERS.contains(name)) {
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

    private Optional<String> text(CallArgument argument) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(argument.getValue());
        if (!Coercions.canCoerce(value.type(), Type.Varchar.UNBOUNDED)) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Cannot cast type %s to %s",
                    value.type(),
                    Type.Varchar.UNBOUNDED);
        }
        if (!(value instanceof Expression.Constant constant)) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.EXPRESSION_NOT_CONSTANT,
                    "Constant expression expected: %s",
                    argument.getValue());
        }
        return Optional.ofNullable(constant.value()).map(Object::toString);
    }
}
