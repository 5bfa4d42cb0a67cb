package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FunctionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions written in SQL of one name; a call becomes the body of the one whose parameters fit best. */
final class RoutineOverloads {
    private final FunctionCall call;
    private final List<Routine> overloads;
    private final ExpressionAnalyzer expressions;

    /** @param overloads at least one */
    RoutineOverloads(FunctionCall call, List<Routine> overloads, ExpressionAnalyzer expressions) {
        this.call = call;
        this.overloads = overloads;
        this.expressions = expressions;
    }

    Expression called() {
        FunctionCalls.requireScalarForm(call);
        List<Expression> arguments = expressions.analyze(call.getArguments());
        List<Type> given = arguments.stream().map(Expression::type).toList();
        Routine routine = overloads.stream()
                .filter(each -> each.parameterTypes().equals(given))
                .findFirst()
                .or(() -> best(given))
                .orElseThrow(() -> Errors.at(
                        call,
                        StandardErrorCode.FUNCTION_NOT_FOUND,
                        "Unexpected parameters (%s) for function %s. Expected: %s",
                        given.stream().map(Type::displayName).collect(Collectors.joining(", ")),
                        call.getName(),
                        overloads.stream()
                                .map(each -> each.signature(call.getName().toString()))
                                .sorted()
                                .collect(Collectors.joining(", "))));
        if (expressions.context().statement().open().functions().contains(routine.signature())) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Recursive language functions are not supported: %s(%s):%s"
                            .formatted(
                                    call.getName().getSuffix(),
                                    routine.parameterTypes().stream()
                                            .map(Type::displayName)
                                            .collect(Collectors.joining(",")),
                                    routine.result().displayName()));
        }
        if (routine.loops()
                && expressions.variables().values().stream().anyMatch(Expression.Variable.class::isInstance)) {
            throw Errors.notSupported(call, "A SQL routine with loops cannot be called in a lambda or another routine");
        }
        List<Expression> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type type = routine.parameterTypes().get(i);
            converted.add(Conversions.coerce(expressions.expect(arguments.get(i), type), type));
        }
        return routine.call(converted);
    }

    /** The one whose parameters every other that fits could take, too. */
    private Optional<Routine> best(List<Type> given) {
        List<Routine> fitting = overloads.stream()
                .filter(each -> accepts(each.parameterTypes(), given))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        Optional<Routine> best = fitting.stream()
                .filter(each ->
                        fitting.stream().allMatch(other -> accepts(other.parameterTypes(), each.parameterTypes())))
                .findFirst();
        if (best.isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.AMBIGUOUS_FUNCTION_CALL,
                    "Could not choose a best candidate operator. Explicit type casts must be added.%nCandidates are:%n%s",
                    fitting.stream()
                            .map(each -> "\t * " + each.signature(call.getName().toString()) + ":"
                                    + each.result().displayName())
                            .collect(Collectors.joining("\n")));
        }
        return best;
    }

    private static boolean accepts(List<Type> parameters, List<Type> given) {
        boolean fits = parameters.size() == given.size();
        for (int i = 0; fits && i < given.size(); i++) {
            fits = Coercions.canCoerce(given.get(i), parameters.get(i));
        }
        return fits;
    }
}
