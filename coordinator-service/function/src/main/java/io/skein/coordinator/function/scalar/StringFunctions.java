package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;

/** Functions of varchar and char. */
final class StringFunctions {
    private StringFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("concat(varchar...) -> varchar", call -> "(" + String.join(" || ", call.sql()) + ")"),
                scalar("length(varchar(x)) -> bigint", "length($1)")
                        .describedAs("Count of code points of the given string"));
    }
}
