package io.skein.coordinator.function.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All scalar functions and operators. */
public final class ScalarFunctions {
    private ScalarFunctions() {}

    public static List<FunctionDefinition> all() {
        return Stream.of(
                        ArithmeticOperators.all(),
                        IntervalOperators.all(),
                        TemporalOperators.ofDates(),
                        DecimalOperators.all(),
                        TemporalOperators.all(),
                        RoundingFunctions.all(),
                        MathFunctions.all(),
                        ArrayFunctions.all(),
                        StringFunctions.all(),
                        CharFunctions.all(),
                        PatternFunctions.all(),
                        BinaryFunctions.all(),
                        DateTimeFunctions.all(),
                        DateTimeFormats.all(),
                        LambdaFunctions.all(),
                        MapFunctions.all(),
                        JsonFunctions.all(),
                        SqlJsonFunctions.all(),
                        GeneralFunctions.all())
                .flatMap(List::stream)
                .toList();
    }
}
