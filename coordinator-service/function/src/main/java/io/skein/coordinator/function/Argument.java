package io.skein.coordinator.function;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.function.Function;

/** What a call gives for one parameter, as far as overload resolution looks at it. */
public sealed interface Argument {
    /** A value. */
    record Typed(Type type) implements Argument {}

    /**
     * A lambda, whose result type is known only once its parameters' types are.
     *
     * @param resultType analyses the body with parameters of these types; called once or more, and may fail with the body's own error
     */
    record LambdaArgument(int arity, Function<List<Type>, Type> resultType) implements Argument {}
}
