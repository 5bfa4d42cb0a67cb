package io.skein.coordinator.function;

import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.Argument.Typed;
import io.skein.coordinator.function.SignatureBinder.Bound;
import io.skein.coordinator.function.SignatureBinder.Coercing;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the overload that a call means: an exact match, then a generic one, then the most specific one that casts reach. */
public final class FunctionResolver {
    private static final Map<String, String> OPERATOR_TEXT =
            Map.of("$add", "+", "$subtract", "-", "$multiply", "*", "$divide", "/", "$modulus", "%", "$negate", "-");

    private final FunctionRegistry registry;

    public FunctionResolver(FunctionRegistry registry) {
        this.registry = registry;
    }

    /**
     * Resolves a named function, case-insensitively; errors of syntactic forms carry no location.
     *
     * @throws SkeinException FUNCTION_NOT_FOUND or AMBIGUOUS_FUNCTION_CALL at the location
     */
    public ResolvedFunction resolve(String name, List<Argument> arguments, @Nullable Location location) {
        String lowerName = name.toLowerCase(Locale.ENGLISH);
        List<FunctionDefinition> overloads = name.startsWith("$") ? List.of() : registry.overloads(lowerName);
        if (overloads.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.FUNCTION_NOT_FOUND.code(),
                    "Function '" + name + "' not registered",
                    location,
                    null);
        }
        return match(overloads, arguments, location)
                .orElseThrow(() -> unexpectedParameters(lowerName, overloads, arguments, location));
    }

    /**
     * Resolves {@code $add, $subtract, $multiply, $divide, $modulus, $negate, $subscript, $concat, $like}.
     *
     * @throws SkeinException TYPE_MISMATCH at the location, or AMBIGUOUS_FUNCTION_CALL at none
     */
    public ResolvedFunction resolveOperator(String operator, List<Type> arguments, Location location) {
        List<Argument> typed = arguments.stream().<Argument>map(Typed::new).toList();
        if (operator.equals("$concat")) {
            return resolve("concat", typed, location);
        }
        List<FunctionDefinition> overloads = registry.overloads(operator);
        return match(overloads, typed, null).orElseThrow(() -> notApplicable(operator, arguments, location));
    }

    private static Optional<ResolvedFunction> match(
            List<FunctionDefinition> overloads, List<Argument> arguments, @Nullable Location location) {
        List<Applicable> applicable = applicable(
                overloads.stream().filter(o -> !o.signature().generic()).toList(), arguments, Coercing.NONE);
        if (applicable.isEmpty()) {
            applicable = applicable(
                    overloads.stream().filter(o -> o.signature().generic()).toList(), arguments, Coercing.NONE);
        }
        if (applicable.isEmpty()) {
            applicable = mostSpecific(applicable(overloads, arguments, Coercing.ALLOWED), arguments);
        }
        if (applicable.size() > 1) {
            String candidates =
                    applicable.stream().map(a -> "\t * " + a.text() + "\n").collect(Collectors.joining());
            throw new SkeinException(
                    StandardErrorCode.AMBIGUOUS_FUNCTION_CALL.code(),
                    "Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n"
                            + candidates,
                    location,
                    null);
        }
        return applicable.stream().findFirst().map(Applicable::resolved);
    }

    private record Applicable(FunctionDefinition definition, Bound bound) {
        Type result() {
            return definition.result().result(bound.parameters(), bound.result());
        }

        String text() {
            List<String> parameters = new ArrayList<>();
            for (int i = 0; i < bound.parameters().size(); i++) {
                parameters.add(
                        definition.signature().parameter(i) instanceof TypePattern.Textual(String name)
                                ? name
                                : SignatureText.of(bound.parameters().get(i)));
            }
            return "(" + String.join(",", parameters) + "):" + SignatureText.of(result());
        }

        ResolvedFunction resolved() {
            return new ResolvedFunction(
                    new FunctionReference(definition.name(), bound.parameters(), result()),
                    definition.kind(),
                    bound.parameters());
        }
    }

    private static List<Applicable> applicable(
            List<FunctionDefinition> overloads, List<Argument> arguments, Coercing coercing) {
        List<Applicable> applicable = new ArrayList<>();
        for (FunctionDefinition definition : overloads) {
            SignatureBinder.bind(definition.signature(), arguments, coercing)
                    .ifPresent(bound -> applicable.add(new Applicable(definition, bound)));
        }
        return applicable;
    }

    private static List<Applicable> mostSpecific(List<Applicable> candidates, List<Argument> arguments) {
        if (candidates.size() < 2) {
            return candidates;
        }
        List<Applicable> specific = representatives(candidates);
        boolean unknown =
                arguments.stream().anyMatch(argument -> argument instanceof Typed(Type type) && type == Simple.UNKNOWN);
        boolean lambda = arguments.stream().anyMatch(Argument.LambdaArgument.class::isInstance);
        if (specific.size() < 2 || lambda || !unknown) {
            return specific;
        }
        List<Applicable> unknownOnly = candidates.stream()
                .filter(candidate -> castsOnlyUnknown(candidate, arguments))
                .toList();
        List<Applicable> remaining = unknownOnly.isEmpty() ? specific : unknownOnly;
        boolean sameResult =
                remaining.stream().map(Applicable::result).distinct().count() == 1;
        return sameResult
                ? List.of(remaining.stream()
                        .max(Comparator.comparing(
                                candidate -> candidate.definition().signature().toString()))
                        .orElseThrow())
                : remaining;
    }

    /** Those that no other candidate is strictly more specific than; one of each equivalent group. */
    private static List<Applicable> representatives(List<Applicable> candidates) {
        List<Applicable> chosen = new ArrayList<>();
        for (Applicable current : candidates) {
            boolean dominated = false;
            for (int i = 0; i < chosen.size() && !dominated; i++) {
                if (moreSpecific(current, chosen.get(i))) {
                    chosen.remove(i--);
                } else {
                    dominated = moreSpecific(chosen.get(i), current);
                }
            }
            if (!dominated) {
                chosen.add(current);
            }
        }
        return chosen;
    }

    private static boolean moreSpecific(Applicable left, Applicable right) {
        List<Argument> parameters =
                left.bound().parameters().stream().<Argument>map(Typed::new).toList();
        return SignatureBinder.bind(right.definition().signature(), parameters, Coercing.ALLOWED)
                .isPresent();
    }

    private static boolean castsOnlyUnknown(Applicable candidate, List<Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Typed(Type type)
                    && type != Simple.UNKNOWN
                    && !type.equals(candidate.bound().parameters().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static SkeinException unexpectedParameters(
            String name, List<FunctionDefinition> overloads, List<Argument> arguments, @Nullable Location location) {
        String given = arguments.stream()
                .map(argument -> argument instanceof Typed(Type type) ? SignatureText.of(type) : "<function>")
                .collect(Collectors.joining(", "));
        String expected = overloads.stream()
                .map(overload -> overload.signature().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        return new SkeinException(
                StandardErrorCode.FUNCTION_NOT_FOUND.code(),
                "Unexpected parameters (%s) for function %s. Expected: %s".formatted(given, name, expected),
                location,
                null);
    }

    private static SkeinException notApplicable(String operator, List<Type> arguments, Location location) {
        String message;
        if (operator.equals("$subscript")) {
            message = "Cannot use %s for subscript of %s"
                    .formatted(arguments.get(1).displayName(), arguments.get(0).displayName());
        } else if (operator.equals("$negate")) {
            message = "Cannot negate " + arguments.getFirst().displayName();
        } else {
            String text = OPERATOR_TEXT.getOrDefault(operator, operator);
            message = "Cannot apply operator: "
                    + arguments.stream().map(Type::displayName).collect(Collectors.joining(" " + text + " "));
        }
        return new SkeinException(StandardErrorCode.TYPE_MISMATCH, location, message);
    }
}
