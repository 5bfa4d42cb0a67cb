package io.skein.coordinator.function;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Functions over times and timestamps of ten digits and more, which the kernel holds as text: they compute with the first nine digits. The digits
 * behind them are kept where something is added to a value, and are zeros where a value is cut off.
 */
final class Picoseconds {
    private static final int NANOSECOND_DIGITS = 9;
    private static final int TIME_LENGTH = "00:00:00.".length() + NANOSECOND_DIGITS;
    private static final Set<String> ADDING = Set.of("$add", "$subtract", "date_add");

    private Picoseconds() {}

    /** The rendering for a call, which may have such arguments. */
    static Rendering computing(Signature signature, Rendering rendering) {
        return call -> concerns(signature, call) ? write(signature, rendering, call) : rendering.render(call);
    }

    private static boolean concerns(Signature signature, CallSite call) {
        for (int i = 0; i < call.size(); i++) {
            if (narrows(signature.parameter(i), call.type(i))) {
                return true;
            }
        }
        return false;
    }

    /** A type variable takes such values as they are. */
    private static boolean narrows(TypePattern parameter, Type type) {
        return parameter instanceof TypePattern.Sized && precise(type);
    }

    private static boolean precise(Type type) {
        return switch (type) {
            case Type.Time(int precision) -> precision > NANOSECOND_DIGITS;
            case Type.Timestamp(int precision) -> precision > NANOSECOND_DIGITS;
            case Type.Array(Type element) -> precise(element);
            default -> false;
        };
    }

    private static Type nanoseconds(Type type) {
        return switch (type) {
            case Type.Time _ -> new Type.Time(NANOSECOND_DIGITS);
            case Type.Timestamp _ -> new Type.Timestamp(NANOSECOND_DIGITS);
            default -> type;
        };
    }

    private static String write(Signature signature, Rendering rendering, CallSite call) {
        Type result = call.function().returnType();
        if (result instanceof Type.Array && precise(result)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Precision above nanoseconds is not supported: " + result);
        }
        List<Expression> arguments = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        String digits = "''";
        for (int i = 0; i < call.size(); i++) {
            Expression argument = call.arguments().get(i);
            if (narrows(signature.parameter(i), argument.type())) {
                boolean time = argument.type() instanceof Type.Time;
                arguments.add(new Expression.Cast(argument, nanoseconds(argument.type()), false));
                sql.add(time ? timeSql(call.sql(i)) : "skein_first_nanoseconds(" + call.sql(i) + ")");
                digits = "skein_last_digits(" + call.sql(i) + ")";
            } else {
                arguments.add(argument);
                sql.add(call.sql(i));
            }
        }
        FunctionReference narrowed = new FunctionReference(
                call.function().name(), arguments.stream().map(Expression::type).toList(), nanosecondsIf(result));
        String computed = rendering.render(new CallSite(narrowed, arguments, sql, call.clock()));
        return precise(result) ? widened(computed, result, ADDING.contains(narrowed.name()) ? digits : "''") : computed;
    }

    private static Type nanosecondsIf(Type result) {
        return precise(result) ? nanoseconds(result) : result;
    }

    private static String timeSql(String sql) {
        return "CAST(left(" + sql + ", " + TIME_LENGTH + ") AS TIME_NS)";
    }

    /** The text of a value of nanoseconds with the digits behind them, or zeros. */
    private static String widened(String sql, Type type, String digits) {
        boolean time = type instanceof Type.Time;
        int precision =
                type instanceof Type.Time(int digitsOfTime) ? digitsOfTime : ((Type.Timestamp) type).precision();
        String text = time
                ? "skein_time_to_varchar(epoch_ns(" + sql + "), " + NANOSECOND_DIGITS + ")"
                : "strftime(" + sql + ", '%Y-%m-%d %H:%M:%S.%n')";
        return "(" + text + " || rpad(" + digits + ", " + (precision - NANOSECOND_DIGITS) + ", '0'))";
    }
}
