package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** {@code +} and {@code -} over dates and times, in the order in which Trino lists candidates. */
final class TemporalOperators {
    private static final String DAY = "interval day to second";
    private static final String MONTH = "interval year to month";
    private static final long DAY_MILLIS = 86_400_000;

    private TemporalOperators() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        for (String type : List.of("timestamp(p)", "timestamp(p) with time zone")) {
            addMillis(all, type);
            addMonths(all, type);
        }
        addMillis(all, "time(p)");
        addMillis(all, "time(p) with time zone");
        minus(all);
        return all;
    }

    /** Those that add to dates, which come before those of decimals. */
    static List<FunctionDefinition> ofDates() {
        return List.of(
                scalar("$add(date, %s) -> date".formatted(MONTH), call -> addMonths(call, 0, 1, "+")),
                scalar("$add(date, %s) -> date".formatted(DAY), call -> addMillis(call, 0, 1, "+")),
                scalar("$add(%s, date) -> date".formatted(DAY), call -> addMillis(call, 1, 0, "+")),
                scalar("$add(%s, date) -> date".formatted(MONTH), call -> addMonths(call, 1, 0, "+")),
                scalar("$subtract(date, %s) -> date".formatted(MONTH), call -> addMonths(call, 0, 1, "-")),
                scalar("$subtract(date, %s) -> date".formatted(DAY), call -> addMillis(call, 0, 1, "-")));
    }

    private static void addMillis(List<FunctionDefinition> all, String type) {
        all.add(scalar("$add(%s, %s) -> %s".formatted(type, DAY, type), call -> addMillis(call, 0, 1, "+"))
                .returning((types, _) -> widened(types.getFirst())));
        all.add(scalar("$add(%s, %s) -> %s".formatted(DAY, type, type), call -> addMillis(call, 1, 0, "+"))
                .returning((types, _) -> widened(types.getLast())));
        all.add(scalar("$subtract(%s, %s) -> %s".formatted(type, DAY, type), call -> addMillis(call, 0, 1, "-"))
                .returning((types, _) -> widened(types.getFirst())));
    }

    private static void addMonths(List<FunctionDefinition> all, String type) {
        all.add(scalar("$add(%s, %s) -> %s".formatted(type, MONTH, type), call -> addMonths(call, 0, 1, "+")));
        all.add(scalar("$add(%s, %s) -> %s".formatted(MONTH, type, type), call -> addMonths(call, 1, 0, "+")));
        all.add(scalar("$subtract(%s, %s) -> %s".formatted(type, MONTH, type), call -> addMonths(call, 0, 1, "-")));
    }

    private static void minus(List<FunctionDefinition> all) {
        all.add(scalar("$subtract(date, date) -> " + DAY, "(($1 - $2) * 86400000)"));
        all.add(scalar(
                "$subtract(time(p), time(p)) -> " + DAY,
                "skein_micros_to_millis(epoch_us(CAST($1 AS TIME)) - epoch_us(CAST($2 AS TIME)))"));
        all.add(scalar(
                "$subtract(time(p) with time zone, time(p) with time zone) -> " + DAY,
                "((skein_time_instant($1) - skein_time_instant($2)) // 1000000)"));
        all.add(scalar(
                "$subtract(timestamp(p), timestamp(p)) -> " + DAY,
                "skein_micros_to_millis(epoch_us($1) - epoch_us($2))"));
        all.add(scalar(
                "$subtract(timestamp(p) with time zone, timestamp(p) with time zone) -> " + DAY,
                "(epoch_ms(struct_extract($1, 'instant')) - epoch_ms(struct_extract($2, 'instant')))"));
    }

    /** Adding milliseconds gives at least milliseconds. */
    private static Type widened(Type type) {
        return switch (type) {
            case Type.Time(int precision) -> new Type.Time(Math.max(precision, 3));
            case Type.TimeWithTimeZone(int precision) -> new Type.TimeWithTimeZone(Math.max(precision, 3));
            case Type.Timestamp(int precision) -> new Type.Timestamp(Math.max(precision, 3));
            case Type.TimestampWithTimeZone(int precision) -> new Type.TimestampWithTimeZone(Math.max(precision, 3));
            default -> type;
        };
    }

    private static String addMillis(CallSite call, int value, int interval, String sign) {
        String sql = call.sql(value);
        String millis = call.sql(interval);
        return switch (call.type(value)) {
            case Type.Time time ->
                Temporal.nanos(time)
                        ? "skein_nanos_to_time_ns((epoch_ns(%s) %s %s * 1000000 %% 86400000000000 + 86400000000000) %% 86400000000000)"
                                .formatted(sql, sign, millis)
                        : "(%s %s to_milliseconds(%s %% 86400000))".formatted(sql, sign, millis);
            case Type.TimeWithTimeZone _ ->
                "struct_pack(nanos := (struct_extract(%s, 'nanos') %s %s * 1000000 %% 86400000000000 + 86400000000000) %% 86400000000000, offset_minutes := struct_extract(%s, 'offset_minutes'))"
                        .formatted(sql, sign, millis, sql);
            case Type.Timestamp timestamp -> shifted(sql, timestamp, sign, millis);
            case Type.TimestampWithTimeZone zoned ->
                "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN struct_pack(instant := %s, zone := struct_extract(%s, 'zone')) END)"
                        .formatted(
                                sql,
                                millis,
                                shifted("struct_extract(" + sql + ", 'instant')", zoned, sign, millis),
                                sql);
            default -> addDays(call, sql, interval, sign);
        };
    }

    private static String shifted(String sql, Type type, String sign, String millis) {
        return Temporal.nanos(type)
                ? "make_timestamp_ns(epoch_ns(%s) %s %s * 1000000)".formatted(sql, sign, millis)
                : "(%s %s to_milliseconds(%s))".formatted(sql, sign, millis);
    }

    private static String addDays(CallSite call, String sql, int interval, String sign) {
        if (call.constant(interval).orElse(null) instanceof Long millis && millis % DAY_MILLIS == 0) {
            return "(%s %s (%d)::INTEGER)".formatted(sql, sign, millis / DAY_MILLIS);
        }
        return "(%s %s skein_whole_days(%s, '%s'))"
                .formatted(sql, sign, call.sql(interval), sign.equals("+") ? "add" : "subtract");
    }

    private static String addMonths(CallSite call, int value, int interval, String sign) {
        Type type = call.type(value);
        String months = "to_months(" + call.sql(interval) + ")";
        if (type == Type.Simple.DATE) {
            return "CAST(%s %s %s AS DATE)".formatted(call.sql(value), sign, months);
        }
        return Temporal.onLocal(call.sql(value), type, local -> "(" + local + " " + sign + " " + months + ")");
    }
}
