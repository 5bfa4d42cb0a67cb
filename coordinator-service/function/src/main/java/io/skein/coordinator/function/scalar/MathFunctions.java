package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;

/** Mathematical functions. */
final class MathFunctions {
    private MathFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(scalar("sqrt(double) -> double", "skein_sqrt($1)").describedAs("Square root"));
    }
}
