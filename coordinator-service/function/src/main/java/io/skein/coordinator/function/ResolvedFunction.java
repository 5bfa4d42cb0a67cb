package io.skein.coordinator.function;

import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.type.Type;
import java.util.List;

/**
 * The overload that a call means.
 *
 * @param parameterTypes the bound parameter types, one for each actual argument; the caller casts each argument to its type. A lambda's is a
 *     {@link Type.Function} that its body is to be analysed with, and its body cast to the result
 */
public record ResolvedFunction(FunctionReference reference, FunctionKind kind, List<Type> parameterTypes) {
    public ResolvedFunction {
        parameterTypes = List.copyOf(parameterTypes);
    }
}
