package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.function.Rendering;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
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
            all.add(binary("$divide", type, ArithmeticOperators::quotient));
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
                scalar(
                        "$negate(" + type + ") -> " + type,
                        FLOATS.contains(type) ? "(- $1)" : "skein_negate_" + type + "($1)"));
    }

    private static FunctionDefinition binary(String name, String type, Rendering rendering) {
        return scalar("%s(%s, %s) -> %s".formatted(name, type, type, type), rendering);
    }

    /** The least value by -1 is out of range, which Trino reports where it stores a value of the three small types. */
    private static String quotient(CallSite call) {
        String divided = divided(call, "//");
        String excess = switch (call.function().returnType()) {
            case Type.Simple.INTEGER -> "2147483648 exceeds MAX_INT for type integer";
            case Type.Simple.SMALLINT -> "32768 exceeds MAX_SHORT";
            case Type.Simple.TINYINT -> "128 exceeds MAX_BYTE";
            default -> "";
        };
        if (excess.isEmpty() || !divided.startsWith("(CASE")) {
            return divided;
        }
        return "(CASE WHEN %s = -1 AND %s = %s THEN %s ELSE %s END)"
                .formatted(
                        call.sql(1),
                        call.sql(0),
                        "-" + excess.substring(0, excess.indexOf(' ')),
                        KernelText.raise(
                                StandardErrorCode.GENERIC_INTERNAL_ERROR,
                                KernelText.string("Value " + excess),
                                call.function().returnType()),
                        divided);
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
