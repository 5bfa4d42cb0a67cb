package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.function.Rendering;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic operators over integers and floating point numbers. The kernel itself refuses integer overflow. */
final class ArithmeticOperators {
    private static final List<String> INTEGERS = List.of("bigint", "integer", "smallint", "tinyint");
    private static final List<String> FLOATS = List.of("double", "real");

    private ArithmeticOperators() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        for (String type : INTEGERS) {
            all.addAll(sums(type));
            all.add(binary("$divide", type, call -> divided(call, "//")));
            all.add(binary("$modulus", type, call -> divided(call, "%")));
        }
        for (String type : FLOATS) {
            all.addAll(sums(type));
            all.add(binary("$divide", type, Rendering.template("($1 / $2)")));
            all.add(binary("$modulus", type, Rendering.template("($1 % $2)")));
        }
        return all;
    }

    private static List<FunctionDefinition> sums(String type) {
        return List.of(
                binary("$add", type, Rendering.template("($1 + $2)")),
                binary("$subtract", type, Rendering.template("($1 - $2)")),
                binary("$multiply", type, Rendering.template("($1 * $2)")),
                scalar("$negate(" + type + ") -> " + type, "(- $1)"));
    }

    private static FunctionDefinition binary(String name, String type, Rendering rendering) {
        return scalar("%s(%s, %s) -> %s".formatted(name, type, type, type), rendering);
    }

    static String divided(CallSite call, String operator) {
        String plain = "(" + call.sql(0) + " " + operator + " " + call.sql(1) + ")";
        boolean safe = call.constant(1)
                .filter(value -> value instanceof Number number && number.longValue() > 0)
                .isPresent();
        return safe ? plain : checkedDivisor(call, plain);
    }

    /** The expression, failing where the second argument is zero. */
    static String checkedDivisor(CallSite call, String expression) {
        return "(CASE WHEN %s = 0 AND %s IS NOT NULL THEN %s ELSE %s END)"
                .formatted(
                        call.sql(1),
                        call.sql(0),
                        KernelText.raise(
                                StandardErrorCode.DIVISION_BY_ZERO,
                                "'Division by zero'",
                                call.function().returnType()),
                        expression.contains(" // ") || expression.contains(" % ")
                                ? "CAST(" + expression + " AS "
                                        + KernelTypes.sql(call.function().returnType()) + ")"
                                : expression);
    }
}
