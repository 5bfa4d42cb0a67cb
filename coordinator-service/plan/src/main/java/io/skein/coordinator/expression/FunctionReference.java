package io.skein.coordinator.expression;

import io.skein.spi.type.Type;
import java.util.List;

/**
 * A function after overload resolution: its registry name and its exact types. The registry in {@code function} knows how it is rendered.
 *
 * @param name Trino's lower-case name, or an operator's {@code $name}
 * @param argumentTypes the declared types after binding, one for each actual argument
 */
public record FunctionReference(String name, List<Type> argumentTypes, Type returnType) {
    public FunctionReference {
        argumentTypes = List.copyOf(argumentTypes);
    }
}
