package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.FunctionSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions of WITH FUNCTION in sight. They go before the engine's own; a call becomes the routine's body. */
public final class Routines {
    public static final Routines NONE = new Routines(List.of());

    private final List<Routine> routines;

    private Routines(List<Routine> routines) {
        this.routines = List.copyOf(routines);
    }

    /** With the functions beside those that a query already sees; each may call those before it. */
    public Routines with(List<FunctionSpecification> specifications, PlanContext statement) {
        Routines all = this;
        for (FunctionSpecification specification : specifications) {
            requireInline(specification);
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

    private static void requireInline(FunctionSpecification specification) {
        if (specification.getName().getPrefix().isPresent()) {
            throw Errors.at(
                    specification,
                    StandardErrorCode.SYNTAX_ERROR,
                    "Inline function names cannot be qualified: %s",
                    specification.getName());
        }
        if (RoutineCharacteristics.security(specification).isPresent()) {
            throw Errors.notSupported(specification, "Security mode not supported for inline functions");
        }
    }

    /** What the call becomes, if it names one of these. */
    public Optional<Expression> call(FunctionCall call, ExpressionAnalyzer expressions) {
        String name = FunctionCalls.name(call.getName());
        List<Routine> overloads =
                routines.stream().filter(each -> each.name().equals(name)).toList();
        if (overloads.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RoutineOverloads(call, overloads, expressions).called());
    }
}
