package io.skein.coordinator.function.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the date and time functions share: wall-clock times, units, and precision beyond the kernel's interval arithmetic. */
final class Temporal {
    private static final int MICROSECOND_DIGITS = 6;
    private static final Set<String> DATE_UNITS = Set.of("day", "week", "month", "quarter", "year");
    private static final Set<String> TIME_UNITS = Set.of("millisecond", "second", "minute", "hour");

    private Temporal() {}

    static int precision(Type type) {
        return switch (type) {
            case Type.Timestamp timestamp -> timestamp.precision();
            case Type.TimestampWithTimeZone timestamp -> timestamp.precision();
            case Type.Time time -> time.precision();
            case Type.TimeWithTimeZone time -> time.precision();
            default -> 0;
        };
    }

    static boolean nanos(Type type) {
        return precision(type) > MICROSECOND_DIGITS;
    }

    /** The wall-clock value of a date, timestamp or zoned timestamp. */
    static String local(String sql, Type type) {
        return type instanceof Type.TimestampWithTimeZone
                ? (nanos(type) ? "skein_local_ns(" : "skein_local(") + sql + ")"
                : sql;
    }

    /** Applies wall-clock arithmetic to a timestamp, zoned or not; what it gives is a kernel TIMESTAMP. */
    static String onLocal(String sql, Type type, UnaryOperator<String> change) {
        String local = local(sql, type);
        String changed = nanos(type)
                ? "skein_with_nanos(" + change.apply("CAST(" + local + " AS TIMESTAMP)") + ", " + local + ")"
                : change.apply(local);
        return type instanceof Type.TimestampWithTimeZone
                ? (nanos(type) ? "skein_zoned_ns(" : "skein_zoned(") + changed + ", struct_extract(" + sql
                        + ", 'zone'))"
                : changed;
    }

    /** The unit given as an argument, as kernel SQL; a literal one is checked against the type it is for. */
    static String unit(CallSite call, int argument, Type type) {
        Optional<String> literal = call.constant(argument).map(value -> ((String) value).toLowerCase(Locale.ENGLISH));
        if (literal.isPresent()) {
            String unit = literal.get();
            if (!allowed(unit, type)) {
                throw new SkeinException(
                        StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "'" + call.constant(argument).orElseThrow() + "' is not a valid " + kind(type) + " field");
            }
            return "'" + unit + "'";
        }
        return "skein_unit(" + call.sql(argument) + ", '" + kind(type) + "')";
    }

    private static boolean allowed(String unit, Type type) {
        return switch (type) {
            case Type.Simple _ -> DATE_UNITS.contains(unit);
            case Type.Time _, Type.TimeWithTimeZone _ -> TIME_UNITS.contains(unit);
            default -> DATE_UNITS.contains(unit) || TIME_UNITS.contains(unit);
        };
    }

    private static String kind(Type type) {
        return switch (type) {
            case Type.Simple _ -> "DATE";
            case Type.Time _, Type.TimeWithTimeZone _ -> "Time";
            default -> "Timestamp";
        };
    }

    static String cast(String sql, Type type) {
        return "CAST(" + sql + " AS " + KernelTypes.sql(type) + ")";
    }
}
