package io.skein.coordinator.function.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All scalar functions and operators. */
public final class ScalarFunctions {
    private ScalarFunctions() {}

    public static List<FunctionDefinition> all() {
        return Stream.of(ArithmeticOperators.all(), DecimalOperators.all(), MathFunctions.all(), StringFunctions.all())
                .flatMap(List::stream)
                .toList();
    }
}
