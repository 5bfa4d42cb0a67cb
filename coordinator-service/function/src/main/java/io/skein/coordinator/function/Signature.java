package io.skein.coordinator.function;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A declared function: its parameters with their variables.
 *
 * @param constraints type variables with what they must be, in Trino's order and form ({@code E:orderable})
 * @param variadic whether the last parameter may come any number of times
 */
record Signature(
        String name, List<TypePattern> parameters, TypePattern result, List<String> constraints, boolean variadic) {
    Signature {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
    }

    boolean generic() {
        return !constraints.isEmpty();
    }

    boolean accepts(int count) {
        return variadic ? count >= parameters.size() - 1 : count == parameters.size();
    }

    /** The parameter of the argument at this place. */
    TypePattern parameter(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }

    /** As error messages list it. */
    @Override
    public String toString() {
        String arguments = parameters.stream().map(TypePattern::text).collect(Collectors.joining(", "));
        return name + "(" + arguments + ")" + (constraints.isEmpty() ? "" : " " + String.join(", ", constraints));
    }
}
