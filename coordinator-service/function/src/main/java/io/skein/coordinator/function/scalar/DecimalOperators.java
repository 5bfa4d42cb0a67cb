package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Decimal;
import java.util.List;

/**
 * The arithmetic operators over decimals. The kernel keeps 18 digits where both operands have no more, so an operand is widened first where the result
 * needs more of them.
 */
final class DecimalOperators {
    private static final int SHORT_PRECISION = 18;

    private DecimalOperators() {}

    static List<FunctionDefinition> all() {
        return List.of(
                operator("$add", call -> sum(call, "+")).returning((types, _) -> sumType(types)),
                operator("$subtract", call -> sum(call, "-")).returning((types, _) -> sumType(types)),
                operator("$multiply", DecimalOperators::product).returning((types, _) -> productType(types)),
                operator("$divide", DecimalOperators::quotient).returning((types, _) -> quotientType(types)),
                remainderNamed("$modulus"),
                scalar("$negate(decimal(p,s)) -> decimal(p,s)", "(- $1)"));
    }

    static FunctionDefinition remainderNamed(String name) {
        return operator(name, DecimalOperators::remainder).returning((types, _) -> remainderType(types));
    }

    private static FunctionDefinition operator(String name, io.skein.coordinator.function.Rendering rendering) {
        return scalar(
                name + "(decimal(a_precision,a_scale), decimal(b_precision,b_scale)) -> decimal(38,0)", rendering);
    }

    static Decimal sumType(List<Type> types) {
        Decimal a = (Decimal) types.get(0);
        Decimal b = (Decimal) types.get(1);
        int scale = Math.max(a.scale(), b.scale());
        int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return new Decimal(Math.min(38, digits + scale + 1), scale);
    }

    static Decimal productType(List<Type> types) {
        Decimal a = (Decimal) types.get(0);
        Decimal b = (Decimal) types.get(1);
        int scale = a.scale() + b.scale();
        return limited(Math.min(38, a.precision() + b.precision()), scale);
    }

    static Decimal quotientType(List<Type> types) {
        Decimal a = (Decimal) types.get(0);
        Decimal b = (Decimal) types.get(1);
        int precision = a.precision() + b.scale() + Math.max(b.scale() - a.scale(), 0);
        return new Decimal(Math.min(38, precision), Math.max(a.scale(), b.scale()));
    }

    static Decimal remainderType(List<Type> types) {
        Decimal a = (Decimal) types.get(0);
        Decimal b = (Decimal) types.get(1);
        int scale = Math.max(a.scale(), b.scale());
        return new Decimal(Math.min(b.precision() - b.scale(), a.precision() - a.scale()) + scale, scale);
    }

    private static Decimal limited(int precision, int scale) {
        if (scale > Decimal.MAX_PRECISION) {
            throw new io.skein.spi.error.SkeinException(
                    io.skein.spi.error.StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "DECIMAL scale must be in range [0, precision (38)]: " + scale);
        }
        return new Decimal(precision, scale);
    }

    private static String sum(CallSite call, String operator) {
        Decimal a = (Decimal) call.type(0);
        Decimal b = (Decimal) call.type(1);
        Decimal result = (Decimal) call.function().returnType();
        int scale = Math.max(a.scale(), b.scale());
        int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        boolean exact = Math.max(digits + scale, Math.max(a.precision(), b.precision())) + 1 == result.precision()
                && !(result.precision() > SHORT_PRECISION
                        && a.precision() <= SHORT_PRECISION
                        && b.precision() <= SHORT_PRECISION);
        String plain = "(" + call.sql(0) + " " + operator + " " + call.sql(1) + ")";
        return exact
                ? plain
                : KernelText.cast(
                        "(" + KernelText.cast(call.sql(0), result) + " " + operator + " " + call.sql(1) + ")", result);
    }

    private static String product(CallSite call) {
        Decimal a = (Decimal) call.type(0);
        Decimal b = (Decimal) call.type(1);
        Decimal result = (Decimal) call.function().returnType();
        if (a.precision() + b.precision() <= SHORT_PRECISION
                || Math.max(a.precision(), b.precision()) > SHORT_PRECISION) {
            return "(" + call.sql(0) + " * " + call.sql(1) + ")";
        }
        String wide =
                KernelText.cast(call.sql(0), new Decimal(Math.max(a.precision(), SHORT_PRECISION + 1), a.scale()));
        return KernelText.cast("(" + wide + " * " + call.sql(1) + ")", result);
    }

    private static String quotient(CallSite call) {
        Decimal result = (Decimal) call.function().returnType();
        return KernelText.cast(
                "skein_decimal_divide(%s::VARCHAR, %s::VARCHAR, %d)"
                        .formatted(call.sql(0), call.sql(1), result.scale()),
                result);
    }

    private static String remainder(CallSite call) {
        String plain = "(" + call.sql(0) + " % " + call.sql(1) + ")";
        boolean safe = call.constant(1)
                .filter(value -> value instanceof java.math.BigDecimal number && number.signum() != 0)
                .isPresent();
        return safe
                ? KernelText.cast(plain, call.function().returnType())
                : ArithmeticOperators.checkedDivisor(call, plain);
    }
}
