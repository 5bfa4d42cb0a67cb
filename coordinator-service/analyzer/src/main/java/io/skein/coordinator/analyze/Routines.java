package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.FunctionSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions of WITH FUNCTION in sight. They go before the engine's own; a call becomes the routine's body. */
final class Routines {
    static final Routines NONE = new Routines(List.of());

    private final List<Routine> routines;

    private Routines(List<Routine> routines) {
        this.routines = List.copyOf(routines);
    }

    /** With the functions beside those that a query already sees; each may call those before it. */
    Routines with(List<FunctionSpecification> specifications, PlanContext statement) {
        Routines all = this;
        for (FunctionSpecification specification : specifications) {
            Routine routine = Routine.of(specification, statement, all);
            boolean known = all.routines.stream()
                    .anyMatch(each -> each.name().equals(routine.name())
                            && each.parameterTypes().equals(routine.parameterTypes()));
            if (known) {
                throw Errors.at(
                        specification,
                        StandardErrorCode.ALREADY_EXISTS,
                        "Function is already defined: %s",
                        routine.signature());
            }
            List<Routine> more = new ArrayList<>(all.routines);
            more.add(routine);
            all = new Routines(more);
        }
        return all;
    }

    /** What the call becomes, if it names one of these. */
    Optional<Expression> call(FunctionCall call, ExpressionAnalyzer expressions) {
        String name = FunctionCalls.name(call.getName());
        List<Routine> overloads =
                routines.stream().filter(each -> each.name().equals(name)).toList();
        if (overloads.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> arguments = expressions.analyze(call.getArguments());
        Routine routine = overloads.stream()
                .filter(each -> each.parameterTypes()
                        .equals(arguments.stream().map(Expression::type).toList()))
                .findFirst()
                .or(() -> overloads.stream()
                        .filter(each -> accepts(each, arguments))
                        .findFirst())
                .orElseThrow(() -> Errors.at(
                        call,
                        StandardErrorCode.FUNCTION_NOT_FOUND,
                        "Unexpected parameters (%s) for function %s. Expected: %s",
                        arguments.stream()
                                .map(argument -> argument.type().displayName())
                                .collect(Collectors.joining(", ")),
                        name,
                        overloads.stream().map(Routine::signature).collect(Collectors.joining(", "))));
        if (routine.loops()
                && expressions.variables().values().stream().anyMatch(Expression.Variable.class::isInstance)) {
            throw Errors.notSupported(call, "A SQL routine with loops cannot be called in a lambda or another routine");
        }
        List<Expression> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type type = routine.parameterTypes().get(i);
            converted.add(Conversions.coerce(expressions.expect(arguments.get(i), type), type));
        }
        return Optional.of(routine.call(converted));
    }

    private static boolean accepts(Routine routine, List<Expression> arguments) {
        boolean fits = routine.parameterTypes().size() == arguments.size();
        for (int i = 0; fits && i < arguments.size(); i++) {
            fits = Coercions.canCoerce(
                    arguments.get(i).type(), routine.parameterTypes().get(i));
        }
        return fits;
    }
}
