package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.List;
import java.util.stream.Collectors;

/** Functions of values of any type, and identifiers. */
final class GeneralFunctions {
    private GeneralFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("typeof(t) -> varchar", GeneralFunctions::typeName)
                        .describedAs("Textual representation of expression type"),
                scalar("greatest(E...) -> E | E:orderable", call -> extreme(call, "greatest"))
                        .describedAs("Get the largest of the given values"),
                scalar("least(E...) -> E | E:orderable", call -> extreme(call, "least"))
                        .describedAs("Get the smallest of the given values"),
                scalar("uuid() -> uuid", "CAST(uuid() AS VARCHAR)")
                        .describedAs("Generates a random UUID")
                        .asVolatile(),
                scalar("version() -> varchar", "'skein'").describedAs("Return server version"),
                scalar("fail(varchar) -> unknown", "CAST(skein_raise('GENERIC_USER_ERROR', $1) AS BOOLEAN)"),
                scalar("fail(integer, varchar) -> unknown", "CAST(skein_raise('GENERIC_USER_ERROR', $2) AS BOOLEAN)"),
                scalar("$required(t, varchar) -> t", GeneralFunctions::required),
                scalar("$fitting(varchar(x), bigint, varchar) -> varchar(x)", GeneralFunctions::fitting),
                scalar("$fitting(char(x), bigint, varchar) -> char(x)", GeneralFunctions::fitting),
                scalar("$met_once(bigint, bigint) -> boolean", GeneralFunctions::metOnce),
                scalar("contains(varchar, ipaddress) -> boolean", "skein_network_contains($1, $2)")
                        .describedAs("Determines whether given IP address exists in the CIDR"));
    }

    /** A value for a column that takes no NULL. */
    private static String required(CallSite call) {
        Type type = call.function().returnType();
        return "coalesce(" + call.sql(0) + ", "
                + KernelText.raise(StandardErrorCode.CONSTRAINT_VIOLATION, call.sql(1), type) + ")";
    }

    /** Whether this is the first meeting of a row in a MERGE; what has no position is no row of the table. */
    private static String metOnce(CallSite call) {
        return "(CASE WHEN %s IS NOT NULL AND %s > 1 THEN %s ELSE true END)"
                .formatted(
                        call.sql(1),
                        call.sql(0),
                        KernelText.raise(
                                StandardErrorCode.MERGE_TARGET_ROW_MULTIPLE_MATCHES,
                                "'One MERGE target table row matched more than one source row'",
                                Type.Simple.BOOLEAN));
    }

    /** A text for a column of this length: only spaces may be cut off it. */
    private static String fitting(CallSite call) {
        return "(CASE WHEN length(rtrim(%s, ' ')) > %s THEN %s ELSE %s END)"
                .formatted(
                        call.sql(0),
                        call.sql(1),
                        KernelText.raise(
                                StandardErrorCode.INVALID_CAST_ARGUMENT,
                                call.sql(2),
                                call.function().returnType()),
                        call.sql(0));
    }

    /** A computed argument is evaluated, since it may fail. */
    private static String typeName(CallSite call) {
        String name = KernelText.string(call.type(0).displayName());
        return call.arguments().getFirst() instanceof Expression.Call
                ? "(CASE WHEN " + call.sql(0) + " IS NULL THEN " + name + " ELSE " + name + " || '' END)"
                : name;
    }

    private static String extreme(CallSite call, String name) {
        Type type = call.function().returnType();
        String anyNull = call.sql().stream().map(sql -> sql + " IS NULL").collect(Collectors.joining(" OR "));
        String value = name + "(" + String.join(", ", call.sql()) + ")";
        if (type == Simple.DOUBLE || type == Simple.REAL) {
            String numbers = call.sql().stream()
                    .map(sql -> "CASE WHEN isnan(" + sql + ") THEN NULL ELSE " + sql + " END")
                    .collect(Collectors.joining(", "));
            value = "coalesce(" + name + "(" + numbers + "), 'NaN'::" + KernelTypes.sql(type) + ")";
        } else if (type instanceof Type.TimeWithTimeZone) {
            value = fold(call, name.equals("greatest") ? ">" : "<");
        }
        return "(CASE WHEN " + anyNull + " THEN NULL ELSE " + value + " END)";
    }

    private static String fold(CallSite call, String operator) {
        String best = call.sql(0);
        for (String next : call.sql().subList(1, call.size())) {
            Type type = call.type(0);
            best = "(CASE WHEN %s %s %s THEN %s ELSE %s END)"
                    .formatted(
                            ExpressionWriter.comparable(next, type),
                            operator,
                            ExpressionWriter.comparable(best, type),
                            next,
                            best);
        }
        return best;
    }

    /** An error that is raised where the expression is evaluated. */
    static String invalid(String messageSql, Type type) {
        return KernelText.raise(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, messageSql, type);
    }
}
