package io.skein.coordinator.function;

import io.skein.coordinator.function.Argument.LambdaArgument;
import io.skein.coordinator.function.Argument.Typed;
import io.skein.coordinator.function.TypePattern.ArrayOf;
import io.skein.coordinator.function.TypePattern.Exact;
import io.skein.coordinator.function.TypePattern.FunctionOf;
import io.skein.coordinator.function.TypePattern.MapOf;
import io.skein.coordinator.function.TypePattern.RowOf;
import io.skein.coordinator.function.TypePattern.Sized;
import io.skein.coordinator.function.TypePattern.Textual;
import io.skein.coordinator.function.TypePattern.Variable;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds one signature's variables to the arguments of one call. */
final class SignatureBinder {
    /** Lambdas can widen a variable that their own parameters depend on; no sensible signature needs more rounds. */
    private static final int ROUNDS = 4;

    private final Signature signature;
    private final boolean coercing;
    private final Map<String, Type> bound = new HashMap<>();

    private SignatureBinder(Signature signature, boolean coercing) {
        this.signature = signature;
        this.coercing = coercing;
    }

    /** The bound types: one for each argument, and the result's. */
    record Bound(List<Type> parameters, Type result) {}

    static Optional<Bound> bind(Signature signature, List<Argument> arguments, Coercing coercing) {
        boolean unbound = arguments.isEmpty()
                && signature.variadic()
                && signature.parameters().getFirst() instanceof Variable;
        return signature.accepts(arguments.size()) && !unbound
                ? new SignatureBinder(signature, coercing == Coercing.ALLOWED).bind(arguments)
                : Optional.empty();
    }

    /** Whether arguments may be cast to fit. */
    enum Coercing {
        ALLOWED,
        NONE
    }

    private Optional<Bound> bind(List<Argument> arguments) {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Type> before = Map.copyOf(bound);
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i) instanceof Typed typed && !unify(signature.parameter(i), typed.type())) {
                    return Optional.empty();
                }
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i) instanceof LambdaArgument lambda && !unifyLambda(signature.parameter(i), lambda)) {
                    return Optional.empty();
                }
            }
            if (before.equals(bound)) {
                break;
            }
        }
        return constraintsHold() ? result(arguments) : Optional.empty();
    }

    private Optional<Bound> result(List<Argument> arguments) {
        List<Type> parameters = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Type parameter =
                    signature.parameter(i) instanceof TypePattern.Anything && arguments.get(i) instanceof Typed given
                            ? given.type()
                            : substitute(signature.parameter(i));
            if (arguments.get(i) instanceof Typed typed) {
                boolean textual = signature.parameter(i) instanceof Textual;
                boolean fits = coercing
                        ? textual || Coercions.canCoerce(typed.type(), parameter)
                        : textual || typed.type().equals(parameter);
                if (!fits) {
                    return Optional.empty();
                }
            }
            parameters.add(parameter);
        }
        return Optional.of(new Bound(parameters, substitute(signature.result())));
    }

    private boolean constraintsHold() {
        for (String constraint : signature.constraints()) {
            String[] parts = constraint.split(":");
            Type type = bound.get(parts[0]);
            if (parts.length == 2 && type != null) {
                boolean holds = switch (parts[1]) {
                    case "orderable" -> type.orderable();
                    case "comparable" -> type.comparable();
                    default -> true;
                };
                if (!holds) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean unifyLambda(TypePattern pattern, LambdaArgument lambda) {
        if (!(pattern instanceof FunctionOf function)) {
            return false;
        }
        List<Type> arguments =
                function.arguments().stream().map(this::substitute).toList();
        Type result = lambda.resultType().apply(arguments);
        return function.result() instanceof Exact(Type type, String _)
                ? result.equals(type)
                : unify(function.result(), result);
    }

    private boolean unify(TypePattern pattern, Type actual) {
        return switch (pattern) {
            case Exact exact -> coercing ? Coercions.canCoerce(actual, exact.type()) : actual.equals(exact.type());
            case Variable variable -> bindTo(variable.name(), actual);
            case Sized sized -> {
                boolean same = Coercions.base(actual).equals(sized.base());
                yield (same || coercing)
                        && Coercions.toBase(actual, sized.base())
                                .map(type -> bindTo(sized.text(), type))
                                .orElse(false);
            }
            case Textual textual ->
                actual instanceof Type.Varchar
                        || (coercing && (actual instanceof Type.Char || actual == Simple.UNKNOWN));
            case TypePattern.Anything _ -> true;
            case ArrayOf array ->
                actual instanceof Type.Array type
                        ? unify(array.element(), type.element())
                        : coercing && actual == Simple.UNKNOWN;
            case MapOf map ->
                actual instanceof Type.MapOf type
                        ? unify(map.key(), type.key()) && unify(map.value(), type.value())
                        : coercing && actual == Simple.UNKNOWN;
            case RowOf row ->
                actual instanceof Type.Row type ? unifyRow(row, type) : coercing && actual == Simple.UNKNOWN;
            case FunctionOf function -> actual instanceof Type.Function type && unifyFunction(function, type);
        };
    }

    private boolean unifyRow(RowOf pattern, Type.Row row) {
        if (pattern.fields().isEmpty()) {
            return bindTo("row", row);
        }
        boolean fits = pattern.fields().size() == row.fields().size();
        for (int i = 0; fits && i < row.fields().size(); i++) {
            fits = unify(pattern.fields().get(i), row.fields().get(i).type());
        }
        return fits;
    }

    private boolean unifyFunction(FunctionOf pattern, Type.Function function) {
        boolean fits =
                pattern.arguments().size() == function.arguments().size() && unify(pattern.result(), function.result());
        for (int i = 0; fits && i < function.arguments().size(); i++) {
            fits = unify(pattern.arguments().get(i), function.arguments().get(i));
        }
        return fits;
    }

    private boolean bindTo(String variable, Type actual) {
        Type known = bound.get(variable);
        if (known == null || known.equals(actual)) {
            bound.put(variable, actual);
            return true;
        }
        Optional<Type> common = coercing ? Coercions.commonSuperType(known, actual) : Optional.empty();
        common.ifPresent(type -> bound.put(variable, type));
        return common.isPresent();
    }

    private Type substitute(TypePattern pattern) {
        return switch (pattern) {
            case Exact exact -> exact.type();
            case Variable variable -> bound.getOrDefault(variable.name(), Simple.UNKNOWN);
            case Sized sized -> bound.getOrDefault(sized.text(), unsized(sized.base()));
            case Textual _ -> Type.Varchar.UNBOUNDED;
            case TypePattern.Anything _ -> Simple.UNKNOWN;
            case ArrayOf array -> new Type.Array(substitute(array.element()));
            case MapOf map -> new Type.MapOf(substitute(map.key()), substitute(map.value()));
            case RowOf row ->
                row.fields().isEmpty()
                        ? bound.getOrDefault("row", Simple.UNKNOWN)
                        : new Type.Row(row.fields().stream()
                                .map(field -> new Type.Field(Optional.empty(), substitute(field)))
                                .toList());
            case FunctionOf function ->
                new Type.Function(
                        function.arguments().stream().map(this::substitute).toList(), substitute(function.result()));
        };
    }

    private static Type unsized(String base) {
        return Coercions.toBase(Simple.UNKNOWN, base).orElse(Simple.UNKNOWN);
    }
}
