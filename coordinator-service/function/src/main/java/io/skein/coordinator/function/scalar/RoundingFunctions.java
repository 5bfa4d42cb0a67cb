package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Decimal;
import java.util.ArrayList;
import java.util.List;

/** abs, sign, round, floor, ceiling, mod and their like, over all numbers. */
final class RoundingFunctions {
    private static final List<String> INTEGERS = List.of("bigint", "integer", "smallint", "tinyint");
    private static final List<String> FLOATS = List.of("double", "real");

    private RoundingFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        INTEGERS.forEach(type -> integers(type, all));
        FLOATS.forEach(type -> floats(type, all));
        decimals(all);
        return all;
    }

    private static void integers(String type, List<FunctionDefinition> all) {
        String cast = "CAST(%s AS " + type + ")";
        all.add(scalar("abs(%s) -> %s".formatted(type, type), "abs($1)").describedAs("Absolute value"));
        all.add(scalar("sign(%s) -> %s".formatted(type, type), cast.formatted("sign($1)"))
                .describedAs("Signum"));
        for (String name : List.of("floor", "ceil", "ceiling")) {
            all.add(scalar("%s(%s) -> %s".formatted(name, type, type), "$1").describedAs(floorText(name)));
        }
        all.add(scalar("round(%s) -> %s".formatted(type, type), "$1").describedAs("Round to nearest integer"));
        all.add(scalar("round(%s, integer) -> %s".formatted(type, type), "skein_round_" + type + "($1, $2)")
                .describedAs("Round to nearest integer"));
        all.add(scalar("mod(%s, %s) -> %s".formatted(type, type, type), call -> ArithmeticOperators.divided(call, "%"))
                .describedAs("Remainder of given quotient"));
    }

    private static String floorText(String name) {
        return name.equals("floor") ? "Round down to nearest integer" : "Round up to nearest integer";
    }

    private static void floats(String type, List<FunctionDefinition> all) {
        all.add(scalar("abs(%s) -> %s".formatted(type, type), "abs($1)").describedAs("Absolute value"));
        String cast = "CAST(%s AS " + (type.equals("real") ? "FLOAT" : "DOUBLE") + ")";
        all.add(scalar(
                        "sign(%s) -> %s".formatted(type, type),
                        "(CASE WHEN isnan($1) THEN $1 ELSE " + cast.formatted("sign($1)") + " END)")
                .describedAs("Signum"));
        all.add(scalar("floor(%s) -> %s".formatted(type, type), "floor($1)").describedAs(floorText("floor")));
        all.add(scalar("ceil(%s) -> %s".formatted(type, type), "ceil($1)").describedAs(floorText("ceil")));
        all.add(scalar("ceiling(%s) -> %s".formatted(type, type), "ceil($1)").describedAs(floorText("ceil")));
        all.add(scalar("round(%s) -> %s".formatted(type, type), "round($1)").describedAs("Round to nearest integer"));
        all.add(scalar("round(%s, integer) -> %s".formatted(type, type), cast.formatted("skein_round_double($1, $2)"))
                .describedAs("Round to given number of decimal places"));
        all.add(scalar("mod(%s, %s) -> %s".formatted(type, type, type), "($1 % $2)")
                .describedAs("Remainder of given quotient"));
    }

    private static void decimals(List<FunctionDefinition> all) {
        all.add(scalar("abs(decimal(p,s)) -> decimal(p,s)", "abs($1)").describedAs("Absolute value"));
        all.add(scalar("sign(decimal(p,s)) -> decimal(1,0)", "CAST(sign($1) AS DECIMAL(1,0))")
                .describedAs("Signum"));
        for (String name : List.of("floor", "ceil", "ceiling")) {
            all.add(scalar(
                            name + "(decimal(p,s)) -> decimal(p,s)",
                            call -> KernelText.cast(
                                    (name.equals("floor") ? "floor" : "ceil") + "(" + call.sql(0) + ")",
                                    call.function().returnType()))
                    .returningOfFirst(RoundingFunctions::whole)
                    .describedAs(floorText(name)));
        }
        all.add(scalar(
                        "round(decimal(p,s)) -> decimal(p,s)",
                        call -> KernelText.cast(
                                scaleOf(call.type(0)) == 0 ? call.sql(0) : "round(" + call.sql(0) + ")",
                                call.function().returnType()))
                .returningOfFirst(RoundingFunctions::whole)
                .describedAs("Round to nearest integer"));
        all.add(scalar(
                        "round(decimal(p,s), integer) -> decimal(p,s)",
                        call -> KernelText.cast(
                                "skein_decimal_round(%s::VARCHAR, %s, %d)"
                                        .formatted(call.sql(0), call.sql(1), scaleOf(call.type(0))),
                                call.function().returnType()))
                .returningOfFirst(type -> new Decimal(Math.min(38, ((Decimal) type).precision() + 1), scaleOf(type)))
                .describedAs("Round to given number of decimal places"));
        all.add(scalar(
                        "truncate(decimal(p,s)) -> decimal(p,s)",
                        call -> KernelText.cast(
                                "skein_decimal_truncate(%s::VARCHAR, 0, 0)".formatted(call.sql(0)),
                                call.function().returnType()))
                .returningOfFirst(type -> new Decimal(Math.max(1, ((Decimal) type).precision() - scaleOf(type)), 0))
                .describedAs("Round to integer by dropping digits after decimal point"));
        all.add(scalar(
                        "truncate(decimal(p,s), integer) -> decimal(p,s)",
                        call -> KernelText.cast(
                                "skein_decimal_truncate(%s::VARCHAR, %s, %d)"
                                        .formatted(call.sql(0), call.sql(1), scaleOf(call.type(0))),
                                call.function().returnType()))
                .describedAs("Round to given number of decimal places"));
        all.add(DecimalOperators.remainderNamed("mod").describedAs("Remainder of given quotient"));
    }

    private static int scaleOf(Type type) {
        return ((Decimal) type).scale();
    }

    private static Decimal whole(Type type) {
        Decimal decimal = (Decimal) type;
        return new Decimal(Math.max(1, decimal.precision() - decimal.scale() + Math.min(1, decimal.scale())), 0);
    }
}
